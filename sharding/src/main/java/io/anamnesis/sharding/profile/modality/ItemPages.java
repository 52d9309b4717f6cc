package io.anamnesis.sharding.profile.modality;

import io.anamnesis.protocol.patient.PatientCommand.GetItems;
import io.anamnesis.protocol.patient.PatientReply.Items;
import io.anamnesis.protocol.patient.ProfileItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what a slice holds, page by page, kind after kind. A cursor is {@code kind/key}. */
public final class ItemPages {
    /** Things looked at for one page: a filter that matches nothing must not hold a patient up. */
    private static final int MOST_LOOKED_AT = 50_000;

    private final GetItems query;
    private final List<ProfileItem> items = new ArrayList<>();
    private int lookedAt;
    private @Nullable String last;

    private ItemPages(GetItems query) {
        this.query = query;
    }

    /**
     * The page asked for.
     *
     * @return its items, and the cursor of the next page; a page can be short or empty and still have a next one
     */
    public static Items page(ModalitySlice slice, GetItems query) {
        return new ItemPages(query).over(slice.holdings());
    }

    private Items over(List<Holdings<?>> holdings) {
        String after = query.after();
        String afterKind = after == null ? null : after.substring(0, Math.max(0, after.indexOf('/')));
        boolean reached = afterKind == null;
        for (Holdings<?> each : holdings) {
            String kind = each.kind().name();
            boolean resumed = kind.equals(afterKind);
            reached |= resumed;
            boolean asked = query.kind() == null
                    ? !each.kind().onlyByName()
                    : query.kind().equals(kind);
            if (reached && asked) {
                String from = resumed && after != null ? after.substring(kind.length() + 1) : null;
                if (!take(each, from)) {
                    return new Items(items, last);
                }
            }
        }
        return new Items(items, null);
    }

    /** False where the page is full and there is more. */
    private <V> boolean take(Holdings<V> holdings, @Nullable String after) {
        for (Map.Entry<String, Holding<V>> entry : holdings.from(after).entrySet()) {
            if (items.size() >= query.limit() || lookedAt >= MOST_LOOKED_AT) {
                return false;
            }
            lookedAt++;
            last = holdings.kind().name() + "/" + entry.getKey();
            V value = entry.getValue().value();
            if (value != null && holdings.kind().matches(value, query.filters())) {
                items.add(new ProfileItem(
                        holdings.kind().name(),
                        entry.getKey(),
                        holdings.kind().content(value),
                        entry.getValue().evidence().provenance()));
            }
        }
        return true;
    }
}
