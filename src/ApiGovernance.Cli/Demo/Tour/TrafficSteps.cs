using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Tour;

/// <summary>What the gateway does with traffic: accept, refuse, limit, announce.</summary>
internal static class TrafficSteps
{
    private const string Orders = "/commerce/order-intake/v2/orders";

    private static readonly string[] ProblemMembers = ["type", "title", "detail", "api", "version", "operation", "owner", "errors"];

    private static string GoodOrder { get; } = Resource("good-order.json");

    public static async Task GoodOrderAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("A good order is accepted");
        TourCall call = await tour.CallAsync("storefront", HttpMethod.Post, Orders, stop, GoodOrder, IdempotencyKey("1"));
        tour.Console.Answered(call, ["Location", "RateLimit-Policy", "RateLimit", "X-Correlation-Id"], ["id", "number", "status", "purchaseOrderNumber"]);
        tour.Console.Expect(call.Status == 201 && call.Text("status") == "submitted", "201 with the order as the commerce platform took it");

        TourCall read = await tour.CallAsync("edi-hub", HttpMethod.Get, $"/commerce/order-intake/orders/{call.Text("id")}", stop, null, ("Api-Version", "v2"));
        tour.Console.Answered(read, [], ["id", "status"]);
        tour.Console.Expect(read.Status == 200 && read.Text("id") == call.Text("id"), "another consumer reads it, naming the version in a header");
    }

    public static async Task SameKeyAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("The same order sent again under its key: taken once");
        TourCall first = await tour.CallAsync("storefront", HttpMethod.Post, Orders, stop, GoodOrder, IdempotencyKey("again"));
        TourCall again = await tour.CallAsync("storefront", HttpMethod.Post, Orders, stop, GoodOrder, IdempotencyKey("again"));
        tour.Console.Answered(again, ["Location", "Idempotency-Replayed"], ["id", "number", "status"]);
        tour.Console.Expect(
            first.Status == 201 && again.Status == 201 && again.Text("id") == first.Text("id") && again.Header("Idempotency-Replayed") == "true" && first.Header("Idempotency-Replayed") is null,
            "the first answer again, marked as such; the commerce platform was not asked");
        TourCall other = await tour.CallAsync("storefront", HttpMethod.Post, Orders, stop, GoodOrder.Replace("EUR", "USD", StringComparison.Ordinal), IdempotencyKey("again"));
        tour.Console.Answered(other, [], ProblemMembers);
        tour.Console.Expect(other.Status == 422, "another order under the same key: 422");
    }

    public static async Task NoTokenAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("No token: 401");
        TourCall call = await tour.CallAsync(null, HttpMethod.Post, Orders, stop, GoodOrder);
        tour.Console.Answered(call, ["WWW-Authenticate"], ProblemMembers);
        tour.Console.Expect(call.Status == 401 && call.Header("WWW-Authenticate")!.StartsWith("Bearer", StringComparison.Ordinal), "401 with WWW-Authenticate");
    }

    public static async Task MissingScopeAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("A token without the scope: 403");
        TourCall call = await tour.CallAsync("reporting", HttpMethod.Post, Orders, stop, GoodOrder, IdempotencyKey("2"));
        tour.Console.Answered(call, ["WWW-Authenticate"], [.. ProblemMembers, "requiredScopes"]);
        tour.Console.Expect(call.Status == 403 && call.Body.Contains("orders.write", StringComparison.Ordinal), "403 that names the scope orders.write");
    }

    public static async Task MalformedOrderAsync(TourContext tour, CancellationToken stop)
    {
        JsonObject order = JsonNode.Parse(GoodOrder)!.AsObject();
        order["currency"] = "euro";
        order["lines"]![0]!["quantity"]!["value"] = 24;
        order["lines"]![0]!.AsObject().Remove("sku");
        order["discountCode"] = "BLACK-FRIDAY";
        tour.Console.Step("A malformed order: 422, with JSON pointers and the team that owns the API");
        tour.Console.Say("currency is \"euro\", a quantity is a number, a SKU is missing, an unknown member was added");
        TourCall call = await tour.CallAsync("storefront", HttpMethod.Post, Orders, stop, order.ToJsonString(), IdempotencyKey("3"));
        tour.Console.Answered(call, [], ProblemMembers);
        tour.Console.Expect(
            call.Status == 422 && call.Text("owner", "team") == "commerce-platform"
                && Pointers(call).IsSupersetOf(["/currency", "/lines/0/quantity/value", "/lines/0"]),
            "422 that points at each of them and names commerce-platform");
    }

    public static async Task SmallPlanAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("The fourth call of a small plan (3 a minute): 429");
        tour.Console.Say("the call that was refused for its scope in step 4 has cost nothing");
        for (int i = 1; i <= 4; i++)
        {
            TourCall call = await tour.CallAsync("reporting", HttpMethod.Get, "/erp/invoices/v1/invoices?limit=5", stop);
            bool last = i == 4;
            tour.Console.Answered(call, last ? ["RateLimit-Policy", "RateLimit", "Retry-After"] : ["RateLimit"], last ? [.. ProblemMembers, "violated-policies"] : []);
            tour.Console.Expect(
                last ? call.Status == 429 && int.Parse(call.Header("Retry-After") ?? "0", CultureInfo.InvariantCulture) > 0 : call.Status == 200,
                last ? "429 with Retry-After" : "200");
        }
    }

    public static async Task DeprecatedAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("A deprecated version works and says so");
        TourCall call = await tour.CallAsync("edi-hub", HttpMethod.Get, "/commerce/order-intake/v1/orders", stop);
        tour.Console.Answered(call, ["Deprecation", "Sunset", "Link"], []);
        tour.Console.Expect(
            call.Status == 200 && call.Header("Deprecation")?.StartsWith('@') == true && call.Header("Sunset") == "Wed, 30 Jun 2027 23:59:59 GMT"
                && call.Header("Link")!.Contains("successor-version", StringComparison.Ordinal),
            "200 with Deprecation (RFC 9745), Sunset (RFC 8594) and a link to the successor");
    }

    public static async Task RetiredAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("A retired version: 410, with its successor");
        TourCall call = await tour.CallAsync("edi-hub", HttpMethod.Post, "/commerce/order-intake/v0/orders", stop, GoodOrder);
        tour.Console.Answered(call, ["Link"], [.. ProblemMembers, "successor"]);
        tour.Console.Expect(call.Status == 410 && call.Body.Contains("v2", StringComparison.Ordinal), "410 that names v2");
    }

    public static async Task NotInTheCatalogAsync(TourContext tour, CancellationToken stop)
    {
        tour.Console.Step("What is not in the catalog has no route; what is not in the contract is not forwarded");
        TourCall unknown = await tour.CallAsync("storefront", HttpMethod.Get, "/erp/secret-export/v1/everything", stop);
        tour.Console.Answered(unknown, [], ["type", "title"]);
        tour.Console.Expect(unknown.Status == 404, "404: no record, no route");
        TourCall method = await tour.CallAsync("storefront", HttpMethod.Delete, Orders, stop);
        tour.Console.Answered(method, ["Allow"], ["type", "title", "owner"]);
        tour.Console.Expect(method.Status == 405 && method.Text("owner", "team") == "commerce-platform", "405 with Allow");
    }

    internal static string Resource(string name)
    {
        using Stream stream = typeof(TrafficSteps).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static (string, string) IdempotencyKey(string suffix) => ("Idempotency-Key", $"\"demo-tour-0000-{suffix}\"");

    private static HashSet<string> Pointers(TourCall call)
    {
        HashSet<string> pointers = [];
        if (call.Json is { } problem && problem.TryGetProperty("errors", out JsonElement errors))
            pointers.UnionWith(errors.EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!));
        return pointers;
    }
}
