/** Makes the photo small and upright on the device; drawing it anew also drops its place and other metadata. */

const longestSidePixels = 2048;
const quality = 0.9;

/**
 * @param {File} file
 * @returns {Promise<Blob>} the photo as it is to be sent: the file itself when this browser cannot decode it
 */
export async function prepare(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => undefined);
  if (!picture) return file;
  const scale = Math.min(1, longestSidePixels / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return file;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) =>
    canvas.toBlob(resolve, "image/jpeg", quality),
  );
  return blob ?? file;
}

/**
 * Some browsers give a HEIC file no type.
 * @param {File} file
 */
export function isPicture(file) {
  return file.type.startsWith("image/") || /\.(heic|heif|jpe?g|png|webp)$/i.test(file.name);
}

/** @param {Blob} photo */
export function contentType(photo) {
  return (
    photo.type ||
    (photo instanceof File && /\.hei[cf]$/i.test(photo.name) ? "image/heic" : "application/octet-stream")
  );
}
