// The road on paper is a script of its own: few print it, and nobody before the first list.

let onPaper = null;

/** Its maker gets what it has in common with the page, by these names. */
function keepPaper(maker) {
  onPaper = maker({
    make, draw, part, say, linkTo, withIcon, outline, index, homeAddress, missingScreen, printButton, dateWords,
    serviceName, countryName, languageNames, legName, corridorLegs, besideLeg, placesOnLeg, loadCorridors, helpLines,
    onCorridor, isSideKnown, isOnThisSide
  });
}

function homeAddress() {
  return "#/" + language;
}

async function loadPaper() {
  if (!onPaper) {
    await addFile("paper.js", () => onPaper !== null);
  }
  return onPaper;
}

async function stripsScreen() {
  return (await loadPaper()).stripsScreen();
}

async function stripScreen(number) {
  return (await loadPaper()).stripScreen(number);
}
