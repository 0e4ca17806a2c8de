package dev.dispatch.expression;

/** Writes references as people read them. */
final class ReferenceText {

    private ReferenceText() {}

    /** The root and the first segments. */
    static String of(Expression.Reference reference, int segments) {
        StringBuilder out = new StringBuilder(reference.root());
        reference.segments().stream().limit(segments).forEach(segment -> append(out, segment));
        return out.toString();
    }

    /** The last name among the first segments with the indexes behind it, such as {@code items[0]}. */
    static String label(Expression.Reference reference, int segments) {
        int name = segments - 1;
        while (name >= 0 && reference.segments().get(name) instanceof Segment.Index) {
            name--;
        }
        StringBuilder out = new StringBuilder(
                name >= 0 && reference.segments().get(name) instanceof Segment.Name(String text)
                        ? text
                        : reference.root());
        reference.segments().subList(name + 1, segments).forEach(segment -> append(out, segment));
        return out.toString();
    }

    private static void append(StringBuilder out, Segment segment) {
        switch (segment) {
            case Segment.Index(int index) -> out.append('[').append(index).append(']');
            case Segment.Name(String name) -> {
                if (plain(name)) {
                    out.append('.').append(name);
                } else {
                    out.append("['")
                            .append(name.replace("\\", "\\\\").replace("'", "\\'"))
                            .append("']");
                }
            }
        }
    }

    private static boolean plain(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> Cursor.inName((char) c));
    }
}
