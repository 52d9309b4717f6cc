package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.column.Change;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.similarity.ScanCrew;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.sharding.similarity.VectorSpace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Columns and vector spaces of the patients of a node, by the same rows. */
final class PatientContent implements IndexContent {
    private final PatientColumns columns = new PatientColumns();
    private final Map<Modality, TreeMap<String, VectorSpace>> spaces = new EnumMap<>(Modality.class);
    private final FusedSpace fused;
    private final ActiveModels models;
    private final int fusedABeat;
    private final SimilaritySettings settings;
    private final ReadWriteLock lock;
    private final ScanCrew scans;
    private final ScanCrew background;

    /**
     * Holds nothing yet.
     *
     * @param models fuse patients as they are taken in
     * @param fusedABeat patients who are fused anew at once after another model was promoted
     * @param lock the one that content is read and changed under
     * @param scans who shares an exact scan
     * @param background who builds graphs
     */
    PatientContent(
            SimilaritySettings settings,
            ActiveModels models,
            int fusedABeat,
            ReadWriteLock lock,
            ScanCrew scans,
            ScanCrew background) {
        this.settings = settings;
        this.models = models;
        this.fusedABeat = fusedABeat;
        this.lock = lock;
        this.scans = scans;
        this.background = background;
        for (Modality modality : Modality.values()) {
            spaces.put(modality, new TreeMap<>());
        }
        this.fused = new FusedSpace(models.champion(), () -> newSpace(FusionView.SPACE));
    }

    private VectorSpace newSpace(String name) {
        return new VectorSpace(settings.space(name), lock, scans, background);
    }

    PatientColumns columns() {
        return columns;
    }

    /** The vectors that are made here. */
    FusedSpace fused() {
        return fused;
    }

    /** The space of that name; null where no patient here has a vector in it. */
    @Nullable
    VectorSpace space(String name) {
        if (name.equals(FusionView.SPACE)) {
            return fused.space();
        }
        for (TreeMap<String, VectorSpace> each : spaces.values()) {
            VectorSpace space = each.get(name);
            if (space != null) {
                return space;
            }
        }
        return null;
    }

    /** All spaces by name. */
    Map<String, VectorSpace> allSpaces() {
        Map<String, VectorSpace> all = new TreeMap<>();
        spaces.values().forEach(all::putAll);
        if (fused.space().size() > 0) {
            all.put(FusionView.SPACE, fused.space());
        }
        return all;
    }

    @Override
    public @Nullable Change apply(Digest digest) {
        Change change = columns.apply(digest);
        if (!change.applied()) {
            return null;
        }
        for (Modality modality : change.modalities()) {
            Digest.Part part = digest.parts().get(modality);
            place(change.row(), modality, part == null ? Map.of() : part.vectors());
        }
        if (!change.isEmpty()) {
            fused.put(change.row(), digest);
        }
        return change;
    }

    private void place(int row, Modality modality, Map<String, List<float[]>> vectors) {
        TreeMap<String, VectorSpace> known = spaces.get(modality);
        if (known == null) {
            return;
        }
        known.forEach((name, space) -> {
            if (!vectors.containsKey(name)) {
                space.remove(row);
            }
        });
        vectors.forEach(
                (name, all) -> known.computeIfAbsent(name, this::newSpace).put(row, all));
    }

    @Override
    public boolean needsTending() {
        return fused.isBehind(models.champion());
    }

    @Override
    public void tend() {
        fused.advance(models.champion(), columns, fusedABeat);
    }

    @Override
    public RoaringBitmap removeSlice(int slice) {
        RoaringBitmap gone = columns.removeSlice(slice);
        spaces.values().forEach(each -> each.values().forEach(space -> gone.forEach((int row) -> space.remove(row))));
        gone.forEach((int row) -> fused.remove(row));
        return gone;
    }

    @Override
    public int size(int slice) {
        return columns.slice(slice).getCardinality();
    }

    @Override
    public long bytes() {
        return columns.bytes()
                + spaces.values().stream()
                        .flatMap(each -> each.values().stream())
                        .mapToLong(VectorSpace::bytes)
                        .sum()
                + fused.bytes();
    }
}
