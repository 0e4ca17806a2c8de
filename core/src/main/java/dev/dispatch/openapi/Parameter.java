package dev.dispatch.openapi;

/**
 * A parameter of an operation.
 *
 * @param in path, query, header or cookie
 * @param schema missing where it has none
 */
record Parameter(String name, String in, boolean required, Located node, Located schema) {

    /** The style it has or would have. */
    String style() {
        String written = node.text("style");
        return written.isEmpty() ? (in.equals("query") || in.equals("cookie") ? "form" : "simple") : written;
    }

    boolean explode() {
        return node.node().path("explode").isBoolean() ? node.says("explode") : style().equals("form");
    }

    /** The media type that its value is written in; empty for the usual case of a style. */
    String mediaType() {
        for (String name : node.node().path("content").propertyNames()) {
            return name;
        }
        return "";
    }

    /** How people name it. */
    String label() {
        return in + " parameter '" + name + "'";
    }
}
