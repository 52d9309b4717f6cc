/* What things of a profile are called, when they were, and in what colour: one place for timeline, tables and evidence. */
import { formatNumber } from '/assets/format.js';

/** In the order in which they are shown everywhere. */
export const MODALITIES = ['clinical', 'notes', 'imaging', 'genomics', 'wearables'];

export const MODALITY_NAMES = {
    clinical: 'Clinical records',
    notes: 'Notes',
    imaging: 'Imaging',
    genomics: 'Genomics',
    wearables: 'Wearables',
};

/** What stands on the timeline of a modality, one and several. */
export const THING_NAMES = {
    clinical: ['record', 'records'],
    notes: ['note', 'notes'],
    imaging: ['series', 'series'],
    genomics: ['finding', 'findings'],
};

/** What brings a modality here. */
export const MODALITY_SOURCES = {
    clinical: 'FHIR R4 or mCODE tables',
    notes: 'a text or a FHIR document',
    imaging: 'DICOM',
    genomics: 'VCF, BCF or MAF',
    wearables: 'an export of a sensor or watch',
};

/** The kinds of items that stand on the timeline, of those that a modality has; the others are parts of these. */
export const TIMELINE_KINDS = {
    clinical: null,
    notes: ['note'],
    imaging: ['series'],
    genomics: ['variant', 'structural-variant', 'gene-value', 'biomarker'],
};

/** LOINC types of documents that notes mostly have. */
const NOTE_TYPES = {
    '11488-4': 'Consultation note',
    '11506-3': 'Progress note',
    '18842-5': 'Discharge summary',
    '28570-0': 'Procedure note',
    '34117-2': 'History and physical',
    '34133-9': 'Summary of episode',
    '51847-2': 'Evaluation and plan',
    'tumour-board-decision': 'Tumour board decision',
};

/** A type of notes in words, where there are some. */
export function noteType(type) {
    return NOTE_TYPES[type] ?? type;
}

function coding(facts) {
    const named = facts?.codings?.find((each) => each.display);
    return named?.display ?? facts?.codings?.[0]?.code ?? '';
}

function valueOf(facts) {
    const value = facts?.values?.[0];
    if (!value) {
        return '';
    }
    if (value.number !== undefined && value.number !== null) {
        return `${value.comparator ?? ''}${formatNumber(value.number)}${value.unit ? ' ' + value.unit : ''}`;
    }
    return value.code?.display ?? value.text ?? value.code?.code ?? '';
}

/** A few words for an item. */
export function labelOf(item) {
    const c = item.content;
    switch (item.kind) {
        case 'note':
            return c.title ?? noteType(c.noteType) ?? 'Note ' + c.noteId;
        case 'entity':
            return `${c.concept} (${c.assertion})`;
        case 'series':
            return [c.dicomModality, c.bodyPart, c.description].filter(Boolean).join(' · ');
        case 'study':
            return c.description ?? 'Study';
        case 'variant':
            return [c.gene, c.detail?.hgvsP ?? c.hgvs ?? `${c.contig}:${c.position} ${c.reference}>${c.alternate}`]
                .filter(Boolean)
                .join(' ');
        case 'structural-variant':
            return [c.gene1 ?? c.firstGene, c.gene2 ?? c.secondGene].filter(Boolean).join('–') || 'Structural variant';
        case 'gene-value':
            return `${c.gene} ${c.kind} ${formatNumber(c.value)}`;
        case 'biomarker':
            return `${c.name} ${formatNumber(c.value)}`;
        default: {
            if (c.resourceType === 'Patient') {
                return 'Patient';
            }
            const words = coding(c.facts) || c.code || c.resourceType;
            const value = c.resourceType === 'Observation' ? valueOf(c.facts) : '';
            return value ? `${words}: ${value}` : words;
        }
    }
}

/** What kind of thing it is, in words. */
export function kindOf(item) {
    return item.kind.replaceAll('-', ' ');
}

/** When it was so, in milliseconds. */
export function timeOf(item) {
    const time = Date.parse(item.content.facts?.start?.instant ?? dateOf(item) ?? '');
    return Number.isNaN(time) ? Date.parse(item.provenance.observedAt) : time;
}

function dateOf({ kind, content }) {
    return kind === 'series' || kind === 'study' || kind === 'note' ? content.date : null;
}

/** Whether its time is a day or less exact, as the source told it. */
export function isDay(item) {
    const told = item.content.facts?.start?.text ?? dateOf(item);
    return typeof told === 'string' && told.length <= 10;
}

/** A unit without the braces that UCUM puts around what is no unit. */
export function unitOf(unit) {
    return /^\{.*\}$/.test(unit) ? unit.slice(1, -1) : unit;
}

/** A colour of the style sheet as canvas takes it. */
export function colour(element, name) {
    const probe = document.createElement('i');
    probe.style.color = `var(--${name})`;
    element.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
}

/** Who somebody is, out of the FHIR resource of the type Patient. */
export function demographics(items) {
    const facts = items.map((item) => item.content.facts?.patient).find(Boolean);
    if (!facts) {
        return null;
    }
    const born = facts.birthDate ? new Date(facts.birthDate.instant) : null;
    const until = facts.deceasedAt ? new Date(facts.deceasedAt.instant) : new Date();
    const age =
        born && !Number.isNaN(born.getTime())
            ? until.getFullYear() -
              born.getFullYear() -
              (until.getMonth() < born.getMonth() ||
              (until.getMonth() === born.getMonth() && until.getDate() < born.getDate())
                  ? 1
                  : 0)
            : null;
    return { birthDate: facts.birthDate?.text, sex: facts.sex, deceased: facts.deceased || Boolean(facts.deceasedAt), age };
}
