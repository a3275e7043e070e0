// Elements from tags, attributes and text. Text only ever enters as text nodes, so no name can become markup.

function element(tag, attributes, ...children) {
  return filledWith(document.createElement(tag), attributes, children);
}

function drawing(tag, attributes, ...children) {
  return filledWith(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filledWith(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    made.setAttribute(name, value);
  }
  for (const child of [].concat(...children)) {
    if (child !== null && child !== undefined && child !== "") {
      made.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return made;
}

function pressable(look, act, ...children) {
  const made = element("button", { type: "button", class: look }, ...children);
  made.addEventListener("click", act);
  return made;
}

function emptied(holder, ...children) {
  while (holder.firstChild) {
    holder.removeChild(holder.firstChild);
  }
  return filledWith(holder, null, children);
}
