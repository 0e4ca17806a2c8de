package dev.dispatch.expression;

import java.util.ArrayList;
import java.util.List;

/** Splits a string into text and expressions. */
final class TemplateParser {

    private final String text;
    private final Roots roots;
    private final List<Template.Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();

    TemplateParser(String text, Roots roots) {
        this.text = text;
        this.roots = roots;
    }

    /**
     * The parts in their order.
     *
     * @throws ExpressionFault at the first fault
     */
    List<Template.Part> parts() {
        int from = 0;
        int open = text.indexOf("${");
        while (open >= 0) {
            if (open > from && text.charAt(open - 1) == '$') {
                plain.append(text, from, open - 1).append("${");
                from = open + 2;
            } else {
                plain.append(text, from, open);
                from = expression(open);
            }
            open = text.indexOf("${", from);
        }
        plain.append(text, from, text.length());
        endText();
        return parts;
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
