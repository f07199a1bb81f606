// How the lines of the network are drawn: dashes by modality, an arrow head, room for neighbours
// between the same two points. Everything is measured in CSS pixels, so that a dash looks the same
// at every zoom.
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import type { EdgeAttributes, NodeAttributes } from "./attributes";
import { COLOUR, colours, numbers, place } from "./program";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec4 a_line;     // thickness, offset, radius of the start, radius of the end
attribute vec4 a_dash;
attribute vec2 a_corner;   // 0 at the start and 1 at the end; -1 and 1 at the sides

uniform mat3 u_matrix;
uniform vec2 u_half;
uniform float u_sizeRatio;

varying vec4 v_color;
varying vec4 v_dash;
varying vec2 v_at;         // along the line and beside it, in pixels
varying vec2 v_size;       // length and thickness, in pixels

void main() {
  vec2 start = (u_matrix * vec3(a_start, 1.0)).xy * u_half;
  vec2 end = (u_matrix * vec3(a_end, 1.0)).xy * u_half;
  float whole = max(distance(start, end), 0.001);
  vec2 along = (end - start) / whole;
  vec2 beside = vec2(-along.y, along.x);
  float from = a_line.z / u_sizeRatio;
  float until = whole - a_line.w / u_sizeRatio - 2.0;
  float length = max(until - from, 0.0);
  float reach = max(a_line.x * 3.0 + 4.0, 8.0);
  vec2 at = vec2(a_corner.x * length, a_corner.y * reach);
  vec2 pixel = start + along * (from + at.x) + beside * (at.y + a_line.y);
  gl_Position = vec4(pixel / u_half, 0.0, 1.0);
  v_at = at;
  v_size = vec2(length, a_line.x);
  v_dash = a_dash;
  ${COLOUR}
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying vec4 v_dash;
varying vec2 v_at;
varying vec2 v_size;

void main() {
  float beside = abs(v_at.y);
  #ifdef PICKING_MODE
  gl_FragColor = beside < max(v_size.y, 6.0) ? v_color : vec4(0.0);
  #else
  float left = v_size.x - v_at.x;
  float head = v_size.y * 2.0 + 6.0;
  float cover;
  if (left < head) {
    cover = 1.0 - smoothstep(-0.5, 0.5, beside - left * 0.5);
  } else {
    cover = 1.0 - smoothstep(-0.5, 0.5, beside - v_size.y * 0.5);
    float period = dot(v_dash, vec4(1.0));
    if (v_dash.y > 0.0) {
      float at = mod(v_at.x, period);
      bool drawn = at < v_dash.x
        || (at > v_dash.x + v_dash.y && at < v_dash.x + v_dash.y + v_dash.z);
      if (!drawn) cover = 0.0;
    }
  }
  gl_FragColor = v_color * cover;
  #endif
}
`;

const UNIFORMS = ["u_matrix", "u_half", "u_sizeRatio"] as const;

export class LineProgram extends EdgeProgram<(typeof UNIFORMS)[number], NodeAttributes, EdgeAttributes> {
  getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        numbers("a_start", 2), numbers("a_end", 2), numbers("a_line", 4), numbers("a_dash", 4),
        ...colours("a_color", "a_id"),
      ],
      CONSTANT_ATTRIBUTES: [numbers("a_corner", 2)],
      CONSTANT_DATA: [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]],
    };
  }

  processVisibleItem(
    id: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData & Partial<EdgeAttributes>,
  ): void {
    const values = [
      source.x, source.y, target.x, target.y,
      data.size, data.offset ?? 0, source.size, target.size,
      ...(data.dash ?? [1, 0, 0, 0]),
      floatColor(data.color), id,
    ];
    this.array.set(values, start);
  }

  setUniforms(params: RenderParams, program: ProgramInfo): void {
    place(params, program, { u_half: [params.width / 2, params.height / 2] });
  }
}
