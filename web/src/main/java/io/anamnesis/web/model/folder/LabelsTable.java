package io.anamnesis.web.model.folder;

import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingGoal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code labels.csv}: patients by id, with what became of each. Its column {@code id} names them; it tells either {@code class}, or {@code time}
 * in days and {@code event} (1 or 0); a column {@code part} says {@code train} or {@code test}.
 *
 * @param people by id
 * @param classes in order; null of times
 * @param parted whether it says who judges
 */
record LabelsTable(
        TrainingFolder.Source source,
        Map<String, LabelsTable.Person> people,
        @Nullable List<String> classes,
        boolean parted) {
    static final String NAME = "labels.csv";

    /** Fewer of a class, or with the event, can't be divided into those who teach and those who judge. */
    private static final int LEAST_OF_A_KIND = 10;

    private static final int MOST_CLASS_CHARS = 64;

    /**
     * One row.
     *
     * @param kind the class; null of times
     * @param days NaN of a class
     */
    record Person(long line, @Nullable String kind, double days, boolean event, boolean judges) {}

    static LabelsTable read(CsvFile file, FolderSettings settings) throws FolderFault, IOException {
        int id = required(file, "id", "");
        int kind = file.column("class");
        int time = kind < 0 ? required(file, "time", " or class") : -1;
        int event = kind < 0 ? required(file, "event", "") : -1;
        int part = file.column("part");
        Map<String, Person> people = new TreeMap<>();
        for (CsvFile.Row row = file.next(); row != null; row = file.next()) {
            Person person = new Person(
                    row.line(),
                    kind < 0 ? null : kind(row, kind),
                    kind < 0 ? days(file, row, time) : Double.NaN,
                    kind < 0 && flag(row, event),
                    part >= 0 && judges(row, part));
            Person before = people.put(NumbersTable.id(file, row, id), person);
            if (before != null) {
                throw FolderFault.at(
                        NAME, row.line(), "id", "the patient is there twice, first in line " + before.line());
            }
            if (people.size() > settings.maxPatients()) {
                throw FolderFault.tooLarge(
                        NAME, "there are more than " + settings.maxPatients() + " patients, the most that are taken");
            }
        }
        List<String> classes = kind < 0 ? null : classes(people);
        LabelsTable table = new LabelsTable(file.source(0), people, classes, part >= 0);
        table.checkCounts();
        return table;
    }

    private static int required(CsvFile file, String name, String other) throws FolderFault {
        int column = file.column(name);
        if (column < 0) {
            throw FolderFault.at(
                    NAME,
                    file.headerLine(),
                    "a column " + name + other + " is expected: id, and either class or time and event");
        }
        return column;
    }

    private static String kind(CsvFile.Row row, int column) throws FolderFault {
        String cell = row.cells().get(column).strip();
        if (cell.isEmpty() || cell.length() > MOST_CLASS_CHARS || cell.chars().anyMatch(Character::isISOControl)) {
            throw FolderFault.at(
                    NAME, row.line(), "class", "a class of 1 to " + MOST_CLASS_CHARS + " characters is expected");
        }
        return cell;
    }

    private static double days(CsvFile file, CsvFile.Row row, int column) throws FolderFault {
        double days = NumbersTable.number(file, row, column);
        if (!(days >= 0)) {
            throw FolderFault.at(NAME, row.line(), "time", "a number of days from 0 on is expected");
        }
        return days;
    }

    private static boolean flag(CsvFile.Row row, int column) throws FolderFault {
        String cell = row.cells().get(column).strip();
        if (!cell.equals("1") && !cell.equals("0")) {
            throw FolderFault.at(NAME, row.line(), "event", "1 or 0 is expected");
        }
        return cell.equals("1");
    }

    private static boolean judges(CsvFile.Row row, int column) throws FolderFault {
        String cell = row.cells().get(column).strip();
        if (!cell.equals("train") && !cell.equals("test")) {
            throw FolderFault.at(NAME, row.line(), "part", "train or test is expected");
        }
        return cell.equals("test");
    }

    private static List<String> classes(Map<String, Person> people) throws FolderFault {
        TreeSet<String> names = new TreeSet<>();
        for (Person person : people.values()) {
            names.add(String.valueOf(person.kind()));
            if (names.size() > TrainingGoal.Classes.MAX) {
                throw FolderFault.at(
                        NAME,
                        person.line(),
                        "class",
                        "there are more than " + TrainingGoal.Classes.MAX
                                + " classes, the most that are told; a number is told by none");
            }
        }
        if (names.size() < 2) {
            throw FolderFault.of(NAME, "two classes or more are expected, here " + names.size());
        }
        return List.copyOf(names);
    }

    private void checkCounts() throws FolderFault {
        List<String> kinds = classes == null ? List.of("the event") : classes;
        for (String kind : kinds) {
            long learned = count(kind, false);
            if (learned < LEAST_OF_A_KIND) {
                throw FolderFault.of(
                        NAME,
                        (classes == null ? kind : "the class " + kind) + " has " + learned
                                + " patients to learn from, at least " + LEAST_OF_A_KIND + " are needed");
            }
            if (parted && count(kind, true) == 0) {
                throw FolderFault.of(
                        NAME,
                        (classes == null ? kind : "the class " + kind)
                                + " has no patient in the part test, who could judge");
            }
        }
    }

    private long count(String kind, boolean judging) {
        return people.values().stream()
                .filter(person -> person.judges() == judging)
                .filter(person -> classes == null ? person.event() : kind.equals(person.kind()))
                .count();
    }

    /** In the order of ids. */
    TrainingFolder.Outcomes outcomes() {
        List<Person> all = new ArrayList<>(people.values());
        List<String> names = classes;
        if (names != null) {
            return new TrainingFolder.Classes(
                    names,
                    all.stream()
                            .mapToInt(person -> names.indexOf(String.valueOf(person.kind())))
                            .toArray());
        }
        boolean[] events = new boolean[all.size()];
        for (int row = 0; row < events.length; row++) {
            events[row] = all.get(row).event();
        }
        return new TrainingFolder.Times(all.stream().mapToDouble(Person::days).toArray(), events);
    }

    /** In the order of ids; empty where nothing says who judges. */
    boolean[] apart() {
        if (!parted) {
            return new boolean[0];
        }
        boolean[] apart = new boolean[people.size()];
        int row = 0;
        for (Person person : people.values()) {
            apart[row++] = person.judges();
        }
        return apart;
    }
}
