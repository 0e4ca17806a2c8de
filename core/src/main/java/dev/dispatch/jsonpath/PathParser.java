package dev.dispatch.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads queries, segments and selectors (RFC 9535, sections 2.1 to 2.3 and 2.5). */
final class PathParser {

    private final PathCursor cursor;

    private PathParser(PathCursor cursor) {
        this.cursor = cursor;
    }

    /** @throws JsonPathSyntaxException without a suggestion */
    static Query parse(String path) {
        PathCursor cursor = new PathCursor(path);
        if (cursor.peek() != '$') {
            throw cursor.failure("a path starts with '$'", 0);
        }
        Query query = new PathParser(cursor).query();
        if (cursor.peek() != PathCursor.END) {
            throw cursor.failure(
                    PathCursor.isBlank(cursor.peek())
                            ? "a path ends without white space"
                            : "expected '.', '[' or the end of the path, found " + cursor.found(),
                    cursor.position());
        }
        return query;
    }

    /** A query; the cursor stands on its {@code $} or {@code @} before and right behind its last segment afterwards. */
    Query query() {
        boolean fromRoot = cursor.next() == '$';
        List<Segment> segments = new ArrayList<>();
        List<Selector.Step> steps = new ArrayList<>();
        while (true) {
            int end = cursor.position();
            cursor.skipBlanks();
            int c = cursor.peek();
            if (c != '.' && c != '[') {
                cursor.position(end);
                break;
            }
            Segment segment = segment();
            segments.add(segment);
            Selector.Step step = onlyStep(segment);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps.size() == segments.size()
                ? new Query.Singular(fromRoot, steps)
                : new Query.Many(fromRoot, segments);
    }

    private static Selector.@Nullable Step onlyStep(Segment segment) {
        List<Selector> selectors = segment.selectors();
        return segment instanceof Segment.Child
                        && selectors.size() == 1
                        && selectors.getFirst() instanceof Selector.Step step
                ? step
                : null;
    }

    private Segment segment() {
        if (cursor.take("..")) {
            return new Segment.Descendant(cursor.peek() == '[' ? bracketed() : List.of(shorthand()));
        }
        return new Segment.Child(cursor.take('.') ? List.of(shorthand()) : bracketed());
    }

    /** A name or wildcard right behind a dot. */
    private Selector shorthand() {
        if (cursor.take('*')) {
            return new Selector.Wildcard();
        }
        int start = cursor.position();
        if (!PathCursor.isNameStart(cursor.peek())) {
            throw cursor.expected("a name or '*' after '.' (any other name goes into brackets and quotes)");
        }
        while (PathCursor.isNamePart(cursor.peek())) {
            int c = cursor.next();
            if (Character.isSurrogate((char) c) && !isPair(c, cursor.next())) {
                throw cursor.failure("half a surrogate pair is not a character", cursor.position() - 1);
            }
        }
        return new Selector.Name(cursor.since(start));
    }

    private static boolean isPair(int high, int low) {
        return low != PathCursor.END && Character.isSurrogatePair((char) high, (char) low);
    }

    private List<Selector> bracketed() {
        cursor.next();
        List<Selector> selectors = new ArrayList<>();
        do {
            cursor.skipBlanks();
            selectors.add(selector());
            cursor.skipBlanks();
        } while (cursor.take(','));
        if (!cursor.take(']')) {
            throw cursor.expected("',' or ']'");
        }
        return selectors;
    }

    private Selector selector() {
        int c = cursor.peek();
        if (c == '\'' || c == '"') {
            return new Selector.Name(new StringLiteral(cursor).read());
        }
        if (c == '*') {
            cursor.next();
            return new Selector.Wildcard();
        }
        if (c == '?') {
            return filter();
        }
        if (c == ':' || c == '-' || PathCursor.isDigit(c)) {
            return indexOrSlice();
        }
        throw cursor.expected("a quoted name, an index, a slice, '*' or a filter ('?')");
    }

    private Selector filter() {
        cursor.next();
        cursor.enter();
        Selector filter = new Selector.Filter(new FilterParser(cursor, this).expression());
        cursor.leave();
        return filter;
    }

    private Selector indexOrSlice() {
        Long start = integerBeforeColon();
        if (start != null && !aheadIsColon()) {
            return new Selector.Index(start);
        }
        cursor.take(':');
        cursor.skipBlanks();
        Long end = integerBeforeColon();
        Long step = null;
        if (aheadIsColon()) {
            cursor.take(':');
            cursor.skipBlanks();
            step = integerBeforeColon();
        }
        return new Selector.Slice(start, end, step == null ? 1 : step);
    }

    private @Nullable Long integerBeforeColon() {
        int c = cursor.peek();
        return c == '-' || PathCursor.isDigit(c) ? (Long) cursor.integer() : null;
    }

    private boolean aheadIsColon() {
        cursor.skipBlanks();
        return cursor.peek() == ':';
    }
}
