package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    @ParameterizedTest
    @CsvSource({
        "date, 2024-02-29, true",
        "date, 2026-02-29, false",
        "date, 2026-2-09, false",
        "date, 2026-01-31T, false",
        "date-time, 2026-01-31T10:00:00Z, true",
        "date-time, 2026-01-31t10:00:00.123456789z, true",
        "date-time, 2026-01-31T10:00:00+05:30, true",
        "date-time, 2026-01-31T10:00:00, false",
        "date-time, 2026-01-31T24:00:00Z, false",
        "date-time, 2026-01-31T10:00:00.Z, false",
        "date-time, 2026-01-31T10:00:00Z5, false",
        "date-time, 2026-01-31T10:00:00+5:30, false",
        "date-time, 2016-12-31T23:59:60Z, true",
        "date-time, 2017-01-01T05:29:60+05:30, true",
        "date-time, 2016-12-31T22:59:60Z, false",
        "date-time, 2016-12-31T23:59:61Z, false",
        "uuid, 123e4567-e89b-12d3-a456-42661417400F, true",
        "uuid, 123e4567e89b12d3a456426614174000, false",
        "uuid, 123e4567-e89b-12d3-a456-42661417400g, false",
        "email, ann.lee+x@example.com, true",
        "email, ann@localhost, true",
        "email, ann@@example.com, false",
        "email, @example.com, false",
        "email, ann@, false",
        "email, ann lee@example.com, false",
        "email, ann..lee@example.com, false",
        "uri, https://example.com/a?b=c#d, true",
        "uri, urn:isbn:1, true",
        "uri, /relative, false",
        "uri, https://example.com/a b, false",
        "uri, https://exämple.com, false",
        "hostname, not checked, true",
    })
    void aTextFitsItsFormatOrDoesNot(String format, String text, boolean fits) {
        assertThat(Formats.fits(format, text)).isEqualTo(fits);
    }
}
