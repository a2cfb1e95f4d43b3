/** What we ask of Shopify's Admin API. A test checks each against Shopify's schema, and its scopes against the toml. */
const productFields = `#graphql
  fragment ProductFields on Product {
    id
    title
    status
    productType
    category {
      fullName
    }
    featuredMedia {
      ... on MediaImage { image { url width height } }
    }
    variants(first: 100) {
      nodes {
        id
        media(first: 1) {
          nodes {
            ... on MediaImage { image { url width height } }
          }
        }
      }
    }
  }
`;

export const productPage = `#graphql
  query ProductPage($after: String) {
    products(first: 20, after: $after, sortKey: ID) {
      nodes { ...ProductFields }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${productFields}
`;

export const oneProduct = `#graphql
  query OneProduct($id: ID!) {
    product(id: $id) { ...ProductFields }
  }
  ${productFields}
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
