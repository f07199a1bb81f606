// What the two WebGL programs, of points and of lines, have in common.
import type { RenderParams } from "sigma/types";
import type { ProgramInfo } from "sigma/rendering";

/** Attributes that every mark has: its colour, and the colour by which it is found again. */
export function colours(...names: string[]) {
  const type = WebGLRenderingContext.UNSIGNED_BYTE;
  return names.map((name) => ({ name, size: 4, type, normalized: true }));
}

/** An attribute of so many numbers. */
export function numbers(name: string, size: number) {
  return { name, size, type: WebGLRenderingContext.FLOAT };
}

/** The colour that the mark is drawn in: its own, or in the hidden drawing the one that names it. */
export const COLOUR = /* glsl */ `
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
`;

/** Hands over where the camera stands. */
export function place(
  params: RenderParams, { gl, uniformLocations }: ProgramInfo, more: Record<string, number[]>,
): void {
  gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
  gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
  for (const [name, values] of Object.entries(more)) {
    const location = uniformLocations[name] ?? null;
    if (values.length === 1) gl.uniform1fv(location, values);
    else gl.uniform2fv(location, values);
  }
}
