package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds and checks the pairs of INFO. A pair that is refused reads as absent; the record stands. */
final class InfoParser {
    private final InfoKeys keys;
    private final Refusals refusals;
    private int[] spans = new int[3 * 64];
    private long recordNumber;

    /** Records of one file have the same keys in the same order, nearly always: the next one is guessed from the one before. */
    private final InfoKeys.Key beginning;

    private InfoKeys.Key last;

    InfoParser(VcfHeader header, Refusals refusals) {
        this.keys = new InfoKeys(header);
        this.refusals = refusals;
        this.beginning = new InfoKeys.Key("", 0, null);
        this.last = beginning;
    }

    void parse(VcfRecord record, String info) {
        int count = 0;
        int length = info.length();
        recordNumber++;
        last = beginning;
        if (length == 1 && info.charAt(0) == '.') {
            return;
        }
        for (int from = 0; from <= length; ) {
            InfoKeys.Key expected = last.follower;
            InfoKeys.Key known = expected != null && expected.standsAt(info, from) ? expected : null;
            int keyEnd = known != null ? from + known.name.length() : keyEnd(info, from);
            int to = keyEnd == length ? length : info.indexOf(';', keyEnd);
            if (to < 0) {
                to = length;
            }
            Fault fault = check(record, info, from, keyEnd, to, known);
            if (fault == null) {
                if (3 * count + 3 > spans.length) {
                    spans = Arrays.copyOf(spans, spans.length * 2);
                }
                spans[3 * count] = from;
                spans[3 * count + 1] = keyEnd;
                spans[3 * count + 2] = to;
                count++;
            } else if (!(from == to && to == length && count > 0)) {
                // an empty pair at the end, after a closing semicolon, is harmless
                refusals.field(record.line(), name(info, from, keyEnd), fault);
            }
            from = to + 1;
        }
        record.info(info, spans, count);
    }

    private static int keyEnd(String info, int from) {
        int end = from;
        while (end < info.length() && info.charAt(end) != '=' && info.charAt(end) != ';') {
            end++;
        }
        return end;
    }

    private static String name(String info, int from, int to) {
        String key = info.substring(from, Math.min(to, from + 64));
        return key.isEmpty() ? "INFO" : "INFO/" + key;
    }

    private @Nullable Fault check(
            VcfRecord record, String info, int from, int keyEnd, int to, InfoKeys.@Nullable Key known) {
        if (known == null && !isKey(info, from, keyEnd)) {
            return VcfFault.INFO_KEY;
        }
        InfoKeys.Key key = known == null ? keys.find(info, from, keyEnd) : known;
        last.followedBy(key);
        last = key;
        if (key.record == recordNumber) {
            return VcfFault.INFO_KEY;
        }
        key.record = recordNumber;
        return key.check == null ? null : values(record, key, key.check, info, keyEnd, to);
    }

    private static boolean isKey(String info, int from, int to) {
        for (int i = from; i < to; i++) {
            if (info.charAt(i) <= ' ') {
                return false;
            }
        }
        return to > from;
    }

    private static @Nullable Fault values(
            VcfRecord record, InfoKeys.Key key, FieldCheck check, String info, int keyEnd, int to) {
        int from = keyEnd + 1;
        if (check.type() == FieldCheck.Type.FLAG) {
            boolean plain = keyEnd == to || (to - from == 1 && (info.charAt(from) == '1' || info.charAt(from) == '0'));
            return plain ? null : VcfFault.INFO_TYPE;
        }
        if (keyEnd == to) {
            return check.type() == FieldCheck.Type.STRING ? null : VcfFault.INFO_COUNT;
        }
        if ((to - from == 1 && info.charAt(from) == '.') || key.annotation) {
            return null;
        }
        int values = 0;
        for (int at = from; at <= to; ) {
            int end = SampleParser.find(info, ',', at, to);
            if (!check.admits(info, at, end) || (key.count && end > at + 1 && info.charAt(at) == '-')) {
                return VcfFault.INFO_TYPE;
            }
            values++;
            at = end + 1;
        }
        int alternates = record.alternates().size();
        boolean open = check.count() == FieldCheck.BY_GENOTYPE
                || (alternates == 0 && check.count() == FieldCheck.BY_ALTERNATE);
        int expected = open ? -1 : check.values(alternates, 2);
        return expected >= 0 && values != expected ? VcfFault.INFO_COUNT : null;
    }
}
