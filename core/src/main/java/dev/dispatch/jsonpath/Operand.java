package dev.dispatch.jsonpath;

import org.jspecify.annotations.Nullable;

/** A part of a filter and the uses it has: as a value, as a test, as the places a query leads to. */
record Operand(
        int offset,
        @Nullable ValueExpression value,
        @Nullable LogicalExpression test,
        @Nullable Query query) {

    static Operand value(int offset, ValueExpression value) {
        return new Operand(offset, value, null, null);
    }

    static Operand test(int offset, LogicalExpression test) {
        return new Operand(offset, null, test, null);
    }

    static Operand query(int offset, Query query) {
        ValueExpression value = query instanceof Query.Singular singular ? new ValueExpression.AtPath(singular) : null;
        return new Operand(offset, value, new LogicalExpression.Exists(query), query);
    }

    ValueExpression asValue(PathCursor cursor) {
        if (value != null) {
            return value;
        }
        throw cursor.failure(
                query == null
                        ? "match() and search() answer true or false by themselves and stand for no value"
                        : "a single value is needed here, so the path may have only names and indexes",
                offset);
    }

    LogicalExpression asTest(PathCursor cursor) {
        if (test != null) {
            return test;
        }
        throw cursor.failure("a value alone is no condition; compare it with something", offset);
    }

    Query asQuery(PathCursor cursor) {
        if (query != null) {
            return query;
        }
        throw cursor.failure("a path is needed here", offset);
    }
}
