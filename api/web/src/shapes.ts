// How the points of the network are drawn: a shape for each family of things, filled and outlined.
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import { FAMILIES, type EdgeAttributes, type NodeAttributes } from "./attributes";
import { COLOUR, colours, numbers, place } from "./program";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_outline;
attribute vec2 a_position;
attribute vec2 a_form;     // size, family
attribute float a_angle;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;

varying vec4 v_color;
varying vec4 v_outline;
varying vec2 v_at;
varying float v_pixel;
varying float v_family;

void main() {
  float size = a_form.x * u_correctionRatio / u_sizeRatio * 4.0;
  vec2 away = size * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + away, 1.0)).xy, 0.0, 1.0);
  v_at = away * 2.0 / size;
  v_pixel = u_sizeRatio / a_form.x;
  v_family = a_form.y;
  v_outline = a_outline;
  ${COLOUR}
}
`;

// signed distance to the edge of each shape, in a circle of radius one
const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying vec4 v_outline;
varying vec2 v_at;
varying float v_pixel;
varying float v_family;

float edge(vec2 at) {
  vec2 p = abs(at);
  if (v_family < 0.5) return length(at) - 0.84;
  if (v_family < 1.5) return max(p.x * 0.866 + p.y * 0.5, p.y) - 0.82;
  if (v_family < 2.5) return max(p.x, p.y) - 0.7;
  if (v_family < 3.5) return (p.x + p.y - 0.98) * 0.7071;
  if (v_family < 4.5) return max(p.x - 0.56, p.y - 0.78);
  if (v_family < 5.5) return max(p.x * 0.866 - at.y * -0.5, -at.y) - 0.5;
  return max(p.x * 0.866 - at.y * 0.5, at.y) - 0.5;
}

void main() {
  float far = edge(v_at);
  #ifdef PICKING_MODE
  gl_FragColor = far < 0.0 ? v_color : vec4(0.0);
  #else
  float fill = 1.0 - smoothstep(-v_pixel, v_pixel, far);
  float rim = smoothstep(-v_pixel, v_pixel, far + 2.2 * v_pixel);
  gl_FragColor = mix(v_color, v_outline, rim) * fill;
  #endif
}
`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio"] as const;

export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number], NodeAttributes, EdgeAttributes> {
  getDefinition() {
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        numbers("a_position", 2), numbers("a_form", 2),
        ...colours("a_color", "a_outline", "a_id"),
      ],
      CONSTANT_ATTRIBUTES: [numbers("a_angle", 1)],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  processVisibleItem(id: number, start: number, data: NodeDisplayData & Partial<NodeAttributes>): void {
    const family = FAMILIES.indexOf(data.family ?? "actor");
    const outline = floatColor(data.outline ?? data.color);
    this.array.set([data.x, data.y, data.size, family, floatColor(data.color), outline, id], start);
  }

  setUniforms(params: RenderParams, program: ProgramInfo): void {
    place(params, program, { u_correctionRatio: [params.correctionRatio] });
  }
}
