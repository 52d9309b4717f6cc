// Runs before the first paint, so that a page never flashes in the other theme. A plain script: modules come too late.
(function () {
    'use strict';
    var chosen = null;
    try {
        chosen = localStorage.getItem('anamnesis.theme');
    } catch (refused) {
        // storage is switched off: the system's theme it is
    }
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.theme = chosen;
    }
})();
