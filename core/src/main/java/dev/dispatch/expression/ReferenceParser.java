package dev.dispatch.expression;

import dev.dispatch.problem.NearNames;
import java.util.ArrayList;
import java.util.List;

/** Reads the root and the segments of a reference. */
final class ReferenceParser {

    private static final int MOST_INDEX_DIGITS = 9;

    private final Cursor cursor;
    private final Roots roots;

    ReferenceParser(Cursor cursor, Roots roots) {
        this.cursor = cursor;
        this.roots = roots;
    }

    /** What follows the name of a root. */
    Expression.Reference reference(int start, String name) {
        List<Segment> segments = new ArrayList<>();
        while (true) {
            if (cursor.take(".")) {
                segments.add(name());
            } else if (cursor.take("[")) {
                segments.add(bracket());
                cursor.expect("]");
            } else {
                return checked(new Expression.Reference(start, Roots.canonical(name), segments));
            }
        }
    }

    /** The same reference where its root is known here and has what it needs. */
    Expression.Reference checked(Expression.Reference reference) {
        String root = reference.root();
        if (!roots.names().contains(root)) {
            String fault = Roots.ALL.names().contains(root) ? root + " cannot be used here" : unknown(root);
            List<String> near = near(reference);
            throw ExpressionFault.unknown(
                    reference.offset(),
                    fault,
                    "one of " + String.join(", ", roots.names()) + where(root),
                    root.isEmpty() ? "no name" : root,
                    near,
                    near.size() == 1
                            ? cursor.replaced(reference.offset(), reference.offset() + root.length(), near.getFirst())
                            : null);
        }
        if (reference.segments().isEmpty() && Roots.needsName(root)) {
            throw ExpressionFault.invalid(reference.offset(), root + " needs a name behind it", root + ".<name>", root);
        }
        return reference;
    }

    /** A name that goes on as a step's outcome does is most likely that of a step. */
    private List<String> near(Expression.Reference reference) {
        String root = reference.root();
        boolean step = roots.names().contains("step")
                && reference.segments().size() > 1
                && reference.segments().getFirst() instanceof Segment.Name(String part)
                && (part.equals("response") || part.equals("exports"));
        return step && !Roots.ALL.names().contains(root) ? List.of("step." + root) : NearNames.of(root, roots.names());
    }

    /** Where the names can be used that are not there everywhere. */
    private static String where(String root) {
        return switch (root) {
            case "item", "index" -> "; '" + root + "' is there inside of a loop, and not in its 'items'";
            case "previous" -> "; 'previous' is there in a step with 'repeat'";
            case "response", "exports" ->
                "; '" + root + "' is there in 'result', and ${step.<id>." + root + "} after a step";
            default -> "";
        };
    }

    private static String unknown(String root) {
        return root.isEmpty() ? "a reference begins with a name" : "there is no root '" + root + "'";
    }

    private Segment name() {
        String name = cursor.name();
        if (name.isEmpty()) {
            throw cursor.missing("a name or an index; other names stand as ['any name']");
        }
        return new Segment.Name(name);
    }

    private Segment bracket() {
        char first = cursor.peek();
        if (first == '\'' || first == '"') {
            int start = cursor.at();
            cursor.skipQuoted();
            return new Segment.Name(unescape(start, cursor.from(start)));
        }
        int start = cursor.at();
        while (cursor.peek() >= '0' && cursor.peek() <= '9') {
            cursor.advance();
        }
        String digits = cursor.from(start);
        if (digits.isEmpty()) {
            throw cursor.missing("an index from 0 or a name in quotes");
        }
        if (digits.length() > MOST_INDEX_DIGITS) {
            throw ExpressionFault.malformed(start, "the index is too large");
        }
        return new Segment.Index(Integer.parseInt(digits));
    }

    private static String unescape(int start, String quoted) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c == '\\') {
                i++;
                c = quoted.charAt(i);
                if (c != '\\' && c != '\'' && c != '"') {
                    throw ExpressionFault.malformed(
                            start + i, "in a quoted name \\ stands before a quote or another \\");
                }
            }
            out.append(c);
        }
        return out.toString();
    }
}
