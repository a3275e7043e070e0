// Elements from tags, attributes and text. Text only ever enters as text nodes, so no name can become markup.

const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function draw(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick" || name === "oninput" || name === "onsubmit") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  return put(element, children);
}

/** Adds texts, elements and lists of them; nothing for null, undefined and false. */
function put(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      put(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

function refill(element, ...children) {
  while (element.firstChild) {
    element.removeChild(element.firstChild);
  }
  return put(element, children);
}

/** Says something to those who listen to the page instead of looking at it. */
function tell(text) {
  refill(document.getElementById("heard"), text);
}

/** A link to a screen, large enough for a thumb. */
function linkTo(href, look, ...children) {
  return make("a", { href, class: look }, children);
}

function button(look, act, ...children) {
  return make("button", { type: "button", class: look, onclick: act }, children);
}

function part(heading, ...children) {
  return make("section", null, make("h2", null, heading), children);
}
