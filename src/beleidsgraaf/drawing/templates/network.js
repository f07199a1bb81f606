"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const texts = data.texts;
  const details = document.getElementById("details");
  const relations = new Map(data.relations.map((relation) => [relation.id, relation]));
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // Everything that is shown goes in as text nodes: no label is ever read as markup.
  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== ""));
    return made;
  };
  const name = (iri) => data.things[iri].label;
  const link = (address, text) =>
    /^(https?:|\/doc\/)/.test(address) ? element("a", { href: address, rel: "noreferrer" }, text) : text;
  const row = (term, ...values) => values.some((value) => value !== "")
    ? [element("dt", {}, term), element("dd", {}, ...values)] : [];

  const evidence = (each) => {
    const place = element("p", {}, `${each.document}, ${each.place}`);
    if (each.publication) place.append(" (", link(each.publication, texts.publication), ")");
    const passage = each.passage ? [element("blockquote", {}, each.passage)] : [];
    const state = texts[each.state] ? [element("p", { class: "soft" }, texts[each.state])] : [];
    return [place, ...passage, ...state];
  };

  const showRelation = (id) => {
    const relation = relations.get(id);
    details.replaceChildren(
      element("p", {},
        element("strong", {}, name(relation.source)), ` ${relation.label} `,
        element("strong", {}, name(relation.target))),
      element("dl", {},
        ...row(texts.modality, relation.modalityName),
        ...row(texts.holder, relation.holder),
        ...row(texts.note, relation.note)),
      ...relation.evidence.flatMap(evidence));
    document.querySelectorAll("tr.chosen").forEach((each) => each.classList.remove("chosen"));
    document.getElementById(`row-${id}`).classList.add("chosen");
  };

  const showThing = (iri) => {
    const thing = data.things[iri];
    const own = data.relations.filter((each) => each.source === iri || each.target === iri);
    const hidden = thing.hidden ? `, ${texts.hidden} ${thing.hidden}` : "";
    const list = element("ul", {});
    for (const each of own) {
      const button = element("button", { type: "button" },
        `${name(each.source)} ${each.label} ${name(each.target)}`);
      button.addEventListener("click", () => choose(each.id));
      list.append(element("li", {}, button));
    }
    details.replaceChildren(
      element("p", {}, element("strong", {}, link(data.links[iri], thing.label))),
      element("p", { class: "soft" }, `${thing.typeName}; ${thing.degree} ${texts.relations}${hidden}`),
      list);
  };

  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, label: undefined })));
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, data.options);

  const choose = (id) => {
    network.selectEdges([id]);
    showRelation(id);
  };

  const colour = () => {
    const style = getComputedStyle(document.documentElement);
    const [ink, paper, soft] = ["--ink", "--paper", "--soft"].map((each) => style.getPropertyValue(each).trim());
    network.setOptions({
      nodes: { font: { color: ink, strokeWidth: 4, strokeColor: paper } },
      edges: { color: { color: soft, highlight: ink, hover: ink }, font: { color: soft, strokeWidth: 4, strokeColor: paper } },
    });
    // the name of a document stands within its sheet, whatever the ground
    nodes.update(data.nodes.filter((each) => each.shape === "box")
      .map((each) => ({ id: each.id, font: { color: "#1b2427", strokeWidth: 0 } })));
  };

  const named = (shown) => edges.update(data.edges.map((edge) => (
    { id: edge.id, label: shown === "all" || shown.includes(edge.id) ? edge.label : undefined })));

  colour();
  dark.addEventListener("change", colour);
  const few = data.edges.length <= 24;
  named(few ? "all" : []);
  network.on("selectNode", (event) => { showThing(event.nodes[0]); if (!few) named(event.edges); });
  network.on("selectEdge", (event) => {
    if (event.nodes.length === 0) { showRelation(event.edges[0]); if (!few) named(event.edges); }
  });
  network.on("deselectEdge", (event) => { if (!few && event.edges.length === 0) named([]); });
  document.querySelectorAll("button[data-edge]").forEach((button) => {
    button.addEventListener("click", () => {
      choose(button.dataset.edge);
      document.querySelector("aside").scrollIntoView({ block: "nearest" });
    });
  });
  network.once("afterDrawing", () => document.body.setAttribute("data-ready", "true"));
  network.fit();
})();
