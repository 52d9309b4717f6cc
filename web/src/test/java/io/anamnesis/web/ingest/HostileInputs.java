package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Inputs that want more memory or time than they may have, by name; none is held whole unless it is small. */
final class HostileInputs {
    private static final int MUTATIONS = 300;
    private static final long ENDLESS = 256L << 20;
    /** Of records that are all read: enough to show what is kept of them, and soon done. */
    private static final long WORK = 8 << 20;

    private final Map<String, Supplier<InputStream>> all = new LinkedHashMap<>();

    private HostileInputs() {}

    /** The inputs for the readers of one kind: {@code genomics}, {@code imaging}, {@code clinical}, {@code notes}, {@code wearables}. */
    static Map<String, Supplier<InputStream>> of(String kind) {
        HostileInputs inputs = new HostileInputs();
        inputs.containers();
        switch (kind) {
            case "genomics" -> inputs.genomics();
            case "imaging" -> inputs.imaging();
            case "clinical" -> inputs.clinical();
            case "notes" -> inputs.notes();
            case "wearables" -> inputs.wearables();
            default -> throw new IllegalArgumentException(kind);
        }
        return inputs.all;
    }

    private void add(String name, Supplier<InputStream> input) {
        all.put(name, input);
    }

    private void add(String name, byte[] input) {
        all.put(name, () -> new ByteArrayInputStream(input));
    }

    private void add(String name, String head, String endless) {
        add(name, head, endless, ENDLESS);
    }

    private void add(String name, String head, String endless, long bytes) {
        all.put(
                name,
                () -> new SequenceInputStream(
                        stream(head), new Repeated(endless.getBytes(StandardCharsets.UTF_8), bytes)));
    }

    /** Seeded changes of a small valid input: bytes turned, pieces cut out, repeated, or the end lost. */
    private void mutated(String name, byte[] seed) {
        add(name + ": a bomb behind it", gzip(seed, 300 << 20));
        for (int i = 0; i < MUTATIONS; i++) {
            int number = i;
            all.put(name + " changed " + number, () -> new ByteArrayInputStream(changed(seed, number)));
        }
    }

    private static byte[] changed(byte[] seed, int number) {
        Random random = new Random(number * 7919L + seed.length);
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        for (int times = random.nextInt(4); times > 0; times--) {
            out.write(bytes, from, to - from);
        }
        out.write(bytes, to, random.nextBoolean() ? bytes.length - to : 0);
        return out.toByteArray();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One text over and over, up to so many bytes. */
    private static final class Repeated extends InputStream {
        private final byte[] text;
        private long left;
        private int at;

        Repeated(byte[] text, long bytes) {
            this.text = text;
            this.left = bytes;
        }

        @Override
        public int read() {
            if (left <= 0) {
                return -1;
            }
            left--;
            at = at == text.length ? 0 : at;
            return text[at++] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int n = (int) Math.min(length, left);
            for (int i = 0; i < n; i++) {
                at = at == text.length ? 0 : at;
                buffer[offset + i] = text[at++];
            }
            left -= n;
            return n == 0 && length > 0 ? -1 : n;
        }
    }

    private void containers() {
        add("gzip bomb", gzip(new byte[0], 400 << 20));
        add("zip bomb", zip("a.txt", 400 << 20));
        add("gzip in gzip", gzip(gzip("x".getBytes(StandardCharsets.US_ASCII), 0), 0));
        add("gzip cut off", java.util.Arrays.copyOf(gzip(new byte[100_000], 0), 60));
        add("zeros without an end", () -> new Repeated(new byte[1], ENDLESS));
        add("nothing", new byte[0]);
    }

    private static byte[] gzip(byte[] head, int zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(head);
            zeros(gzip, zeros);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, int zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zeros(zip, zeros);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static void zeros(java.io.OutputStream out, int count) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int left = count; left > 0; left -= block.length) {
            out.write(block, 0, Math.min(left, block.length));
        }
    }

    private void genomics() {
        String head = """
                ##fileformat=VCFv4.3
                ##INFO=<ID=DP,Number=1,Type=Integer,Description="d">
                ##FORMAT=<ID=GT,Number=1,Type=String,Description="d">
                """;
        String columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1\n";
        add("vcf: a row without an end", head + columns + "7\t8\t.\t", "A");
        add("vcf: meta lines without an end", "##fileformat=VCFv4.3\n", "##x=y\n");
        add("vcf: a meta line without an end", "##fileformat=VCFv4.3\n##x=", "y");
        add("vcf: samples without an end", head + columns.strip(), "\ts");
        add("vcf: INFO without an end", head + columns + "7\t8\t.\tA\tC\t.\t.\t", "DP=1;");
        add("vcf: alternates without an end", head + columns + "7\t8\t.\tA\t", "C,");
        add("vcf: bad rows without an end", head + columns, "7\tx\t.\tA\tC\t.\t.\t.\tGT\t0/1\n", WORK);
        add("bcf: a header of 4 GB", bytes('B', 'C', 'F', 2, 2, 0xff, 0xff, 0xff, 0xff, '#', '#'));
        add("bcf: a record of 4 GB", bcf(0xffffffff, 0xffffffff));
        add("bcf: a record of 2 GB", bcf(0x7fffffff, 0x7fffffff));
        add(
                "maf: a row without an end",
                "Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\t"
                        + "Tumor_Sample_Barcode\tNCBI_Build\n",
                "x\t");
        mutated(
                "vcf",
                (head + columns
                                + "7\t8\trs1\tCAC\tC\t50\tPASS\tDP=7\tGT\t0/1\n8\t9\t.\tA\tC,<DEL>\t.\tq10\t.\tGT\t1|2\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bcf(int shared, int individual) {
        byte[] text = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\0"
                .getBytes(StandardCharsets.US_ASCII);
        java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(text.length + 64)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put(bytes('B', 'C', 'F', 2, 2))
                .putInt(text.length)
                .put(text)
                .putInt(shared)
                .putInt(individual);
        return java.util.Arrays.copyOf(out.array(), out.position() + 20);
    }

    private void imaging() {
        byte[] syntax = Bytes.part10("1.2.840.10008.1.2.1", new byte[0]);
        add("dicom: a value of 4 GB", Bytes.join(syntax, Bytes.longHead(0x00091001, "OB", 0xfffffffe)));
        add(
                "dicom: pixels of 4 GB that come",
                () -> new SequenceInputStream(
                        new ByteArrayInputStream(Bytes.join(syntax, Bytes.longHead(0x7fe00010, "OW", 0xfffffffe))),
                        new Repeated(new byte[] {1}, ENDLESS)));
        add(
                "dicom: sequences without an end",
                () -> new SequenceInputStream(
                        new ByteArrayInputStream(syntax),
                        new Repeated(
                                Bytes.join(Bytes.longHead(0x00081140, "SQ", -1), Bytes.itemHead(0xfffee000, -1)),
                                ENDLESS)));
        add(
                "dicom: elements without an end",
                () -> new SequenceInputStream(
                        new ByteArrayInputStream(syntax), new Repeated(Bytes.text(0x00091001, "LO", "abcd"), ENDLESS)));
        add(
                "dicom: a deflated bomb",
                Bytes.join(Bytes.part10("1.2.840.10008.1.2.1.99", new byte[0]), deflated(300 << 20)));
        add(
                "nrrd: more voxels than may be",
                "NRRD0004\ntype: double\ndimension: 3\nsizes: 100000 100000 100000\n"
                        .concat("encoding: raw\nendian: little\n\n"),
                "x");
        add("nrrd: a header without an end", "NRRD0004\n", "# comment\n");
        add("nrrd: a gzip bomb", nrrd());
        mutated(
                "dicom",
                Bytes.join(
                        syntax,
                        Bytes.text(0x00080060, "CS", "CT"),
                        Bytes.text(0x0020000d, "UI", "1.2 "),
                        Bytes.sequence(0x00081140, Bytes.text(0x00081155, "UI", "1.2 ")),
                        Bytes.unsignedShort(0x00280010, 2),
                        Bytes.binary(0x7fe00010, "OW", new byte[8])));
        mutated(
                "nrrd",
                ("NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nspace directions: (1,0,0) (0,1,0) (0,0,1)\n"
                                + "encoding: raw\n\nabcdefgh")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] deflated(int zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, true))) {
            zeros(deflate, zeros);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] nrrd() {
        byte[] head = "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 200 200 200\nencoding: gzip\n\n"
                .getBytes(StandardCharsets.US_ASCII);
        return Bytes.join(head, gzip(new byte[0], 300 << 20));
    }

    private void clinical() {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"1970-01-01\"}";
        add("fhir: objects within objects without an end", "{\"resourceType\":\"Patient\",\"extension\":", "{\"a\":");
        add("fhir: arrays within arrays without an end", "{\"resourceType\":\"Patient\",\"name\":", "[");
        add("fhir: a text without an end", "{\"resourceType\":\"Patient\",\"id\":\"", "x");
        add(
                "fhir: entries without an end",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[",
                "{\"resource\":" + patient + "},",
                WORK);
        add("fhir: lines without an end", "", patient + "\n", WORK);
        add(
                "fhir: an attachment without an end",
                "{\"resourceType\":\"DocumentReference\",\"id\":\"d\",\"status\":\"current\","
                        + "\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\"",
                "QUJD");
        add(
                "fhir: bundles within bundles",
                ("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":".repeat(100) + patient + "}]}".repeat(100))
                        .getBytes(StandardCharsets.US_ASCII));
        add(
                "fhir: references in a circle",
                ("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                                + "{\"fullUrl\":\"urn:uuid:a\",\"resource\":{\"resourceType\":\"Observation\",\"id\":\"a\",\"status\":\"final\","
                                + "\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"urn:uuid:b\"},\"hasMember\":[{\"reference\":\"urn:uuid:a\"}]}},"
                                + "{\"fullUrl\":\"urn:uuid:b\",\"resource\":{\"resourceType\":\"Observation\",\"id\":\"b\",\"status\":\"final\","
                                + "\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"urn:uuid:a\"}}}]}")
                        .getBytes(StandardCharsets.US_ASCII));
        add(
                "xml: entities of entities",
                ("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\">"
                                + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
                                + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&c;\"/></Patient>")
                        .getBytes(StandardCharsets.US_ASCII));
        add(
                "fhir: a narrative of entities",
                ("{\"resourceType\":\"Patient\",\"id\":\"p\",\"text\":{\"status\":\"generated\",\"div\":"
                                + "\"<!DOCTYPE l [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><div xmlns='http://www.w3.org/1999/xhtml'>&b;</div>\"}}")
                        .getBytes(StandardCharsets.US_ASCII));
        add("mcode: a row without an end", "mrn,sampleId,cancerType\n", "x,");
        mutated(
                "fhir",
                ("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":" + patient
                                + "},{\"resource\":"
                                + "{\"resourceType\":\"Condition\",\"id\":\"c1\",\"subject\":{\"reference\":\"Patient/p1\"},\"recordedDate\":\"2020\"}}]}")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private void notes() {
        add("synthea: a note without an end", "\n2020-01-01\n\n# Chief Complaint\n", "No fever. ");
        add(
                "synthea: notes without an end",
                "\n2020-01-01\n\n# Chief Complaint\n- Fever\n",
                "\n2020-01-02\n\n# Chief Complaint\n- Cough\n",
                WORK);
        add("csv: a cell without an end", "label,description,text\n1,d,\"", "Denies chest pain, ");
        add("csv: rows without an end", "label,description,text\n", "1,d,Denies chest pain\n", WORK);
        mutated(
                "synthea",
                "\n2020-01-01\n\n# Chief Complaint\n- Fever\n\n# Plan\nMetformin 500 mg daily.\n"
                        .getBytes(StandardCharsets.US_ASCII));
        mutated(
                "csv",
                "label,description,text\n1,d,\"Denies fever, no \"\"rash\"\"\"\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void wearables() {
        add("csv: a row without an end", "id,time,gl\n", "x,");
        add("csv: a quote without an end", "id,time,gl\ns1,\"", "2026-03-01\n");
        add("csv: rows without an end", "id,time,gl\n", "s1,2026-03-01T08:15:00Z,101\n", WORK);
        add(
                "json: entries without an end",
                "[",
                "{\"dateString\":\"2026-03-01T08:15:00Z\",\"date\":1772352900000,\"sgv\":101,\"type\":\"sgv\"},");
        add("json: arrays within arrays without an end", "", "[");
        add("json: a text without an end", "[{\"dateString\":\"2026-03-01T08:15:00Z\",\"sgv\":101,\"type\":\"", "x");
        mutated(
                "csv",
                "id,time,gl\ns1,2026-03-01T08:15:00Z,101\ns2,2026-03-01T08:20:00Z,Low\n"
                        .getBytes(StandardCharsets.US_ASCII));
        mutated(
                "json",
                ("[{\"dateString\":\"2026-03-01T08:15:00Z\",\"date\":1772352900000,\"sgv\":101,\"type\":\"sgv\"},"
                                + "{\"dateString\":\"2026-03-01T08:20:00Z\",\"date\":1772353200000,\"mbg\":99,\"type\":\"mbg\"}]")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The kinds, each with the heap in MiB that its readers must get by with. */
    static List<Map.Entry<String, Integer>> kinds() {
        return List.of(
                Map.entry("genomics", 256),
                Map.entry("imaging", 192),
                Map.entry("clinical", 160),
                Map.entry("notes", 96),
                Map.entry("wearables", 48));
    }
}
