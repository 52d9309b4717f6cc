/*
 * Where one is within a page application: behind the `#`, so that ids of patients reach neither the server's address line nor a
 * proxy's log with the request for the page.
 */

/** @returns {{parts: string[], query: URLSearchParams}} of `#/patients/p1?at=…` */
export function currentRoute() {
    const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
    const parts = path.split('/').filter(Boolean).map(decoded);
    return { parts, query: new URLSearchParams(query) };
}

/** The address of a place: `link('patients', 'p1')`. */
export function link(...parts) {
    return '#/' + parts.map(encodeURIComponent).join('/');
}

export function go(...parts) {
    location.hash = link(...parts);
}

/** Changes what stands behind the `?` without a new place in the history. */
export function keep(parameters) {
    const { parts, query } = currentRoute();
    for (const [name, value] of Object.entries(parameters)) {
        if (value === null || value === undefined || value === '') {
            query.delete(name);
        } else {
            query.set(name, String(value));
        }
    }
    const text = query.toString();
    history.replaceState(null, '', link(...parts) + (text ? '?' + text : ''));
}

function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}
