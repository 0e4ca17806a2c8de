package dev.dispatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operations are taken. */
class SelectionTest {

    private static List<String> names(String text) {
        return text == null ? List.of() : List.of(text.split(";"));
    }

    private static Specification shop(List<String> include, List<String> exclude) {
        return Specification.of("shop.yaml", new Selection(include, exclude));
    }

    private static Problem refused(List<String> include, List<String> exclude) {
        try {
            shop(include, exclude);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("it was taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders | | get-orders;place-order;pay-order",
                "placeOrder | | place-order",
                "place-order | | place-order",
                "get-orders | | get-orders",
                "*Customer | | create-customer;get-customer;delete-customer",
                "/orders | | get-orders;place-order",
                "/orders/* | | pay-order",
                "/*/{customerId} | | get-customer;delete-customer",
                "GET /* | | list-customers;get-customer;get-orders",
                "orders;createCustomer | | create-customer;get-orders;place-order;pay-order",
                " | customers | get-orders;place-order;pay-order",
                "orders | POST /* | get-orders",
            })
    void patternsMatchTagsOperationsAndPaths(String include, String exclude, String actions) {
        Specification selected = shop(names(include), names(exclude));
        assertThat(selected.actions()).containsExactlyElementsOf(names(actions));
        assertThat(selected.imported().counts().selected())
                .isEqualTo(names(actions).size());
        assertThat(selected.imported().counts().operations()).isEqualTo(8);
    }

    @Test
    void nothingIsListedOfOperationsThatWereNotSelected() {
        Selection one = new Selection(List.of("addPet"), List.of());
        assertThat(Specification.of("petstore.yaml", one).leftOut()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "oders, orders, tag",
        "placeOrdr, placeOrder, operationId",
        "pay-ordr, pay-order, action",
        "/oders, /orders, path",
        "GTE /orders, GET /orders, method and path",
    })
    void aPatternThatMatchesNothingIsRefusedWithNearNames(String pattern, String near, String compared) {
        Problem problem = refused(List.of("orders", pattern), List.of());
        assertThat(problem.code()).isEqualTo(ProblemCode.USAGE_ERROR);
        assertThat(problem.message()).contains("the include '" + pattern + "'", compared);
        assertThat(Json.compact(problem.details().path("suggestions"))).contains("\"" + near + "\"");
    }

    @Test
    void anExcludeThatMatchesNothingIsRefusedToo() {
        assertThat(refused(List.of(), List.of("custmers")).message()).contains("the exclude 'custmers'", "customers");
    }

    @Test
    void aSelectionThatLeavesNothingIsRefused() {
        assertThat(refused(List.of("orders"), List.of("/orders*")).message()).contains("leaves no operation");
    }

    @Test
    void manyStarsAreComparedInBoundedTime() {
        assertThat(Selector.fits("*a".repeat(2_000) + "b", "a".repeat(4_000))).isFalse();
    }

    @Test
    void aDocumentWithoutOperationsIsRefused() {
        OpenApiDocument document = OpenApiDocument.read(Specification.file("empty.yaml"));
        assertThatThrownBy(() -> OpenApiImport.of(document, "a", "1.0.0", Selection.ALL))
                .isInstanceOf(ProblemException.class)
                .hasMessage("The OpenAPI document has no operation under 'paths'");
    }
}
