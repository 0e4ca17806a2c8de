package dev.dispatch.expression;

import java.util.ArrayList;
import java.util.List;

/** Splits a string into text and expressions. */
final class TemplateParser {

    private static final int MOST_FAULTS = 10;

    private final String text;
    private final Roots roots;
    private final List<Template.Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final List<ExpressionFault> faults = new ArrayList<>();

    TemplateParser(String text, Roots roots) {
        this.text = text;
        this.roots = roots;
    }

    /** What is wrong, after the parts were asked for; one fault for each expression, of the first ten. */
    List<ExpressionFault> faults() {
        return faults;
    }

    /** The parts in their order; those that have a fault are left out. */
    List<Template.Part> parts() {
        int from = 0;
        int open = text.indexOf("${");
        while (open >= 0) {
            if (open > from && text.charAt(open - 1) == '$') {
                plain.append(text, from, open - 1).append("${");
                from = open + 2;
            } else {
                plain.append(text, from, open);
                from = expressionOrFault(open);
            }
            open = text.indexOf("${", from);
        }
        plain.append(text, from, text.length());
        endText();
        return parts;
    }

    private int expressionOrFault(int open) {
        try {
            return expression(open);
        } catch (ExpressionFault fault) {
            faults.add(fault);
            // What follows the next closing brace is most likely no part of the expression that cannot be read.
            int close = text.indexOf('}', Math.min(fault.offset(), text.length()));
            return close < 0 || faults.size() == MOST_FAULTS ? text.length() : close + 1;
        }
    }

    /** Reads the expression that opens here and says where it ends. */
    private int expression(int open) {
        endText();
        Cursor cursor = new Cursor(text, open + 2);
        Expression expression = new ExpressionParser(cursor, roots).expression();
        parts.add(new Template.Part.Embedded(expression));
        boolean alone = open == 0 && cursor.done();
        if (expression instanceof Expression.IfPresent && !alone) {
            throw ExpressionFault.malformed(
                    open, "? leaves a whole value out and cannot stand inside a longer text; give a default with :-");
        }
        return cursor.at();
    }

    private void endText() {
        if (!plain.isEmpty()) {
            parts.add(new Template.Part.Text(plain.toString()));
            plain.setLength(0);
        }
    }
}
