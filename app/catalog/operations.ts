/** What we ask of Shopify's Admin API. A test checks each against Shopify's schema, and its scopes against the toml. */
const image = "... on MediaImage { image { url width height } }";
/** Also what Shopify's bulk operations can take: those know no fragments of a name. */
const ownFields = `
  id
  title
  handle
  status
  productType
  vendor
  tags
  updatedAt
  category { fullName }
  featuredMedia { ${image} }
`;

/** All of a product in one answer, and of its lists no more than Shopify's price for an answer allows. */
const wholeProduct = `#graphql
  fragment WholeProduct on Product {
    ${ownFields}
    media(first: 20) {
      nodes {
        ${image}
      }
    }
    collections(first: 100) {
      nodes { id }
    }
    variants(first: 100) {
      nodes {
        id
        title
        media(first: 1) {
          nodes {
            ${image}
          }
        }
      }
    }
  }
`;

export const productPage = `#graphql
  query ProductPage($after: String) {
    products(first: 10, after: $after, sortKey: ID) {
      nodes { ...WholeProduct }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${wholeProduct}
`;

export const oneProduct = `#graphql
  query OneProduct($id: ID!) {
    product(id: $id) { ...WholeProduct }
  }
  ${wholeProduct}
`;

export const howMany = `#graphql
  query HowMany {
    productsCount(limit: null) { count }
  }
`;

export const collectionPage = `#graphql
  query CollectionPage($after: String) {
    collections(first: 250, after: $after, sortKey: ID) {
      nodes { id title }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const productsOfCollection = `#graphql
  query ProductsOfCollection($id: ID!, $after: String) {
    collection(id: $id) {
      title
      products(first: 250, after: $after) {
        nodes { id }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

/**
 * Run by Shopify itself, as text inside of a mutation: at most five lists, two deep, by edges and nodes, each with an id,
 * and with no fragment of a name.
 */
export const allProducts = `#graphql
  query AllProducts {
    products {
      edges {
        node {
          ${ownFields}
          media {
            edges { node { id ${image} } }
          }
          collections {
            edges { node { id } }
          }
          variants {
            edges {
              node {
                id
                title
                media {
                  edges { node { id ${image} } }
                }
              }
            }
          }
        }
      }
    }
  }
`;

export const runBulk = `#graphql
  mutation RunBulk($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) {
      bulkOperation { id }
      userErrors { code message }
    }
  }
`;

export const runningBulk = `#graphql
  query RunningBulk {
    bulkOperations(first: 10, reverse: true, query: "operation_type:query") {
      nodes { id status query createdAt }
    }
  }
`;

export const bulkState = `#graphql
  query BulkState($id: ID!) {
    bulkOperation(id: $id) { status errorCode rootObjectCount url }
  }
`;

export const installation = `#graphql
  query Installation {
    currentAppInstallation { id }
  }
`;

export const setMetafields = `#graphql
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { key }
      userErrors { field message }
    }
  }
`;
