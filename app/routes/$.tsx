/** Whatever nothing else answers. Without this the router complains to the console about each stray visitor. */
export function loader() {
  throw new Response(null, { status: 404 });
}

export default function Nowhere() {
  return null;
}
