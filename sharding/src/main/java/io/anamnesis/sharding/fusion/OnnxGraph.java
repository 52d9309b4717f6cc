package io.anamnesis.sharding.fusion;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a graph in the form of ONNX, operator set 17: protocol buffer fields by their numbers in onnx.proto. Every method that
 * adds a node gives the name of its result.
 */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int DOUBLE = 11;
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final Message graph = new Message();
    private final Message properties = new Message();
    private int names;

    OnnxGraph(String name) {
        graph.text(2, name);
    }

    /** A field of a node. */
    static final class Attribute {
        private final Message message = new Message();

        private Attribute(String name, int type) {
            message.text(1, name).number(20, type);
        }

        static Attribute of(String name, float value) {
            Attribute attribute = new Attribute(name, ATTRIBUTE_FLOAT);
            attribute.message.real(2, value);
            return attribute;
        }

        static Attribute of(String name, int value) {
            Attribute attribute = new Attribute(name, ATTRIBUTE_INT);
            attribute.message.number(3, value);
            return attribute;
        }

        static Attribute of(String name, int... values) {
            Attribute attribute = new Attribute(name, ATTRIBUTE_INTS);
            for (int value : values) {
                attribute.message.number(8, value);
            }
            return attribute;
        }
    }

    /** A constant of numbers. */
    String constant(float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return constant(FLOAT, bytes.array(), shape);
    }

    /** A constant of numbers of eight bytes. */
    String doubles(double[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return constant(DOUBLE, bytes.array(), shape);
    }

    /** A constant list of integers. */
    String integers(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return constant(INT64, bytes.array(), values.length);
    }

    private String constant(int type, byte[] bytes, int... shape) {
        Message tensor = new Message();
        for (int length : shape) {
            tensor.number(1, length);
        }
        String name = next();
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, bytes));
        return name;
    }

    /** A node of one result. */
    String node(String operator, List<String> inputs, Attribute... attributes) {
        String result = next();
        node(operator, inputs, List.of(result), attributes);
        return result;
    }

    /** A node with results of the given names. */
    void node(String operator, List<String> inputs, List<String> results, Attribute... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        results.forEach(result -> node.text(2, result));
        node.text(4, operator);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.message);
        }
        graph.message(1, node);
    }

    String next() {
        return "v" + names++;
    }

    /** Rows of an input or output whose number is free. */
    static final String ROWS = "rows";

    /**
     * An input.
     *
     * @param rows how many, or {@link #ROWS}
     */
    void input(String name, Object rows, int width) {
        graph.message(11, value(name, rows, width));
    }

    /**
     * An output.
     *
     * @param rows how many, or {@link #ROWS}
     */
    void output(String name, Object rows, int width) {
        graph.message(12, value(name, rows, width));
    }

    /** Gives a result the name of an output, too. */
    void name(String result, String output) {
        node("Identity", List.of(result), List.of(output));
    }

    /** Says something of the model as a whole, for whoever reads the file. */
    void property(String key, String value) {
        properties.message(14, new Message().text(1, key).text(2, value));
    }

    /** An output whose columns are as many as the input has rows. */
    void outputByRow(String name) {
        Message shape = dimension(dimension(new Message(), 1), ROWS);
        graph.message(12, value(name, shape));
    }

    private static Message value(String name, Object rows, int width) {
        return value(name, dimension(dimension(new Message(), rows), width));
    }

    private static Message value(String name, Message shape) {
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static Message dimension(Message shape, Object length) {
        Message dimension = new Message();
        if (length instanceof Integer fixed) {
            dimension.number(1, fixed);
        } else {
            dimension.text(2, length.toString());
        }
        return shape.message(1, dimension);
    }

    /** The file. */
    byte[] model() {
        return new Message()
                .number(1, IR_VERSION)
                .text(2, "anamnesis")
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPERATOR_SET))
                .and(properties)
                .toByteArray();
    }

    /** A protocol buffer as it is written. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int BYTES = 2;
        private static final int FIXED32 = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3) | VARINT);
            varint(value);
            return this;
        }

        Message real(int field, float value) {
            varint(((long) field << 3) | FIXED32);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toByteArray());
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        /** The fields of another one behind these. */
        Message and(Message other) {
            out.writeBytes(other.toByteArray());
            return this;
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
