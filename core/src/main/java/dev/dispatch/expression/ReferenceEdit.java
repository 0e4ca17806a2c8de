package dev.dispatch.expression;

/** Puts another reference in the place of one that a string holds. */
public final class ReferenceEdit {

    private ReferenceEdit() {}

    /**
     * The string with the other reference; everything around it stays as it is.
     *
     * @param source the string that the use was found in
     */
    public static String replace(String source, ReferenceUse use, Expression.Reference other) {
        Cursor cursor = new Cursor(source, use.offset());
        if (cursor.take("steps:") || cursor.take("step:")) {
            // A step's response by its id alone, as jsonpath() takes it.
            int id = cursor.at();
            cursor.name();
            String name = other.segments().getFirst() instanceof Segment.Name(String text) ? text : "";
            return source.substring(0, id) + name + source.substring(cursor.at());
        }
        new ReferenceParser(cursor, Roots.ALL.and(use.reference().root())).reference(cursor.at(), cursor.name());
        return source.substring(0, use.offset()) + other.text() + source.substring(cursor.at());
    }
}
