/**
 * Makes `target`'s children look like `nodes` and keeps what is the same, so that a button that has
 * the focus, or a selection, outlives the sentences that are added around it.
 */
export function morphChildren(target, nodes) {
  const wanted = [...nodes];
  for (const [at, node] of wanted.entries()) {
    const present = target.childNodes[at];
    if (present === undefined) target.append(node);
    else if (!present.isEqualNode(node)) morphNode(present, node);
  }
  while (target.childNodes.length > wanted.length) target.lastChild.remove();
}

function morphNode(present, node) {
  const isSameKind = present.nodeName === node.nodeName && present.nodeType === node.nodeType;
  if (isSameKind && present.nodeType === Node.TEXT_NODE) present.data = node.data;
  else if (isSameKind && sameAttributes(present, node)) morphChildren(present, node.childNodes);
  else present.replaceWith(node);
}

function sameAttributes(present, node) {
  return present.cloneNode(false).isEqualNode(node.cloneNode(false));
}
