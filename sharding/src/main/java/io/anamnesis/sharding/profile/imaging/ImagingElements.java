package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.message.ImagingMeasurement;
import io.anamnesis.sharding.profile.modality.ElementBuilder;
import io.anamnesis.sharding.profile.modality.ElementChoice;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexElements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the index is told of images: studies with all that their series say, series, and what reports measured. Radiomics stay numbers
 * of the whole: there are hundreds a region.
 */
final class ImagingElements {
    private final Holdings<StudyItem> studies;
    private final Holdings<SeriesItem> series;
    private final Map<String, Integer> instancesOfSeries = new HashMap<>();
    private final Map<String, List<SeriesItem>> seriesOfStudy = new HashMap<>();
    private final ElementChoice choice = new ElementChoice();

    ImagingElements(Holdings<StudyItem> studies, Holdings<SeriesItem> series, Holdings<InstanceItem> instances) {
        this.studies = studies;
        this.series = series;
        instances
                .values()
                .forEach(each -> instancesOfSeries.merge(
                        key(each.studyInstanceUid(), each.seriesInstanceUid()), 1, Integer::sum));
        series.values().forEach(each -> seriesOfStudy
                .computeIfAbsent(each.studyInstanceUid(), uid -> new ArrayList<>())
                .add(each));
    }

    /** The key of a series among the slice's. */
    static String key(String studyInstanceUid, String seriesInstanceUid) {
        return studyInstanceUid + "|" + seriesInstanceUid;
    }

    IndexElements elements(Holdings<MeasurementItem> measurements, int most) {
        studies.forEach((key, holding) -> {
            StudyItem item = holding.value();
            if (item != null) {
                study(key, item, holding.evidence());
            }
        });
        series.forEach((key, holding) -> {
            SeriesItem item = holding.value();
            if (item != null) {
                series(key, item, holding.evidence());
            }
        });
        measurements.forEach((key, holding) -> {
            MeasurementItem item = holding.value();
            if (item != null) {
                measurements(key, item, holding.evidence());
            }
        });
        return choice.choose(most);
    }

    private void study(String key, StudyItem item, Evidence evidence) {
        ElementBuilder element =
                new ElementBuilder("study").at(at(item.date(), evidence)).term("study", item.studyInstanceUid());
        TreeSet<String> modalities = new TreeSet<>();
        int instances = 0;
        for (SeriesItem each : seriesOfStudy.getOrDefault(item.studyInstanceUid(), List.of())) {
            element.term("modality", each.dicomModality()).term("body-site", each.bodyPart());
            modalities.add(each.dicomModality());
            instances += instances(each);
        }
        element.number("instances", instances);
        choice.add(element.build(), key, modalities);
    }

    private void series(String key, SeriesItem item, Evidence evidence) {
        ElementBuilder element = new ElementBuilder("series")
                .at(at(date(item), evidence))
                .term("study", item.studyInstanceUid())
                .term("modality", item.dicomModality())
                .term("body-site", item.bodyPart())
                .number("instances", instances(item));
        choice.add(element.build(), key, List.of(item.dicomModality() + "|" + item.bodyPart()));
    }

    private int instances(SeriesItem item) {
        return instancesOfSeries.getOrDefault(key(item.studyInstanceUid(), item.seriesInstanceUid()), 0);
    }

    private void measurements(String key, MeasurementItem item, Evidence evidence) {
        SeriesItem of = series.get(key(item.studyInstanceUid(), item.seriesInstanceUid()));
        Instant at = at(of == null ? null : date(of), evidence);
        int number = 0;
        for (ImagingMeasurement each : item.measurements()) {
            String name = ImagingFeatures.kebab(each.name());
            ElementBuilder element = new ElementBuilder("measurement")
                    .at(at)
                    .term("name", name)
                    .term("unit", each.unit())
                    .term("modality", of == null ? null : of.dicomModality())
                    .number("value", each.value());
            if (each.code() != null && each.scheme() != null) {
                element.term("code", each.scheme().toLowerCase(Locale.ROOT) + ":" + each.code());
            }
            choice.add(element.build(), key + "|" + number++, List.of(name));
        }
    }

    private @Nullable LocalDate date(SeriesItem item) {
        StudyItem study = studies.get(item.studyInstanceUid());
        return item.date() != null || study == null ? item.date() : study.date();
    }

    /** The date in the header, else when the message says that it was. */
    private static Instant at(@Nullable LocalDate date, Evidence evidence) {
        return date == null
                ? evidence.observedAt()
                : date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
