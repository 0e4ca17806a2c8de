package dev.dispatch.openapi;

/** How the values of a schema can stand in a URL, a header or a form. */
enum Kind {
    /** One text. */
    SCALAR,
    /** Several texts. */
    LIST,
    /** Named texts. */
    OBJECT,
    /** Arrays of arrays or objects, or a mixture, for which OpenAPI has no form. */
    NESTED
}
