using System.Globalization;
using System.Text;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Benchmarks.Bodies;

/// <summary>What a distributor sends: a 300-byte event, an order of 15 KB with 50 lines, an inventory feed of 100 KB.</summary>
internal static class OwnBodies
{
    public static BodySet Event() => Create("event", EventText(),
        ("/data/weightKg", "-1"), ("/data/packages", "1.5"), ("/time", "\"yesterday\""), ("/subject", null), ("/extra", "1"));

    public static BodySet Order() => Create("order", OrderText(50),
        ("/lines/49/quantity", "\"7\""), ("/lines/49/taxRate", "0.195"), ("/lines/10/unit", "\"XXX\""), ("/totals/net", "\"1.5\""),
        ("/lines/25/sku", null), ("/lines/3/colour", "\"red\""), ("/orderDate", "\"2026-02-30\""), ("/currency", "\"EURO\""));

    public static BodySet Feed() => Create("feed", FeedText(505),
        ("/items/504/onHand", "-1"), ("/items/504/status", "\"gone\""), ("/items/300/location/bin", "\"1\""), ("/items/8/updatedAt", "7"));

    private static BodySet Create(string name, string body, params (string Pointer, string? Json)[] faults)
    {
        using Stream resource = typeof(OwnBodies).Assembly.GetManifestResourceStream(name + ".schema.json")!;
        using StreamReader reader = new(resource);
        string schema = reader.ReadToEnd();
        byte[] valid = Encoding.UTF8.GetBytes(body);
        return new BodySet(
            name, new PublishedSchema(Encoding.UTF8.GetBytes(schema), "", SchemaDialect.Draft7), schema, valid,
            [.. faults.Select(fault => JsonEdit.With(valid, fault.Pointer, fault.Json))]);
    }

    private static string EventText() =>
        """{"specversion":"1.0","id":"9c1b7f3e-52a4-4d0b-9a37-0f6f1f3f2a10","source":"/warehouse/hamburg","type":"order.shipped","time":"2026-11-23T10:15:30.250Z","subject":"ORD-20260417","data":{"warehouse":"HH01","carrier":"DHL","packages":3,"weightKg":12.375,"tracking":"00340434161094042557"}}""";

    private static string OrderText(int lines)
    {
        StringBuilder json = new(
            """{"id":"ORD-20260417","customerId":"C1048576","customerReference":"PO 4711/2026","status":"confirmed","currency":"EUR","orderDate":"2026-11-20","createdAt":"2026-11-20T08:30:11Z","contactEmail":"purchasing@example.com","priority":5,"billingAddress":{"name":"Muster & Söhne GmbH","street":"Speicherstrasse 12","city":"Hamburg","postalCode":"20457","country":"DE"},"shippingAddress":{"name":"Muster Lager Nord","street":"Am Kai 3","street2":"Tor 7","city":"Bremerhaven","postalCode":"27568","region":"HB","country":"DE"},"incoterm":"DAP","lines":[""");
        string[] units = ["PCE", "BOX", "PAL", "KGM", "LTR", "MTR"];
        for (int i = 0; i < lines; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
                $$"""{"line":{{i + 1}},"sku":"WID-{{i * 7919 % 1000000:D6}}","gtin":"40123450{{i * 97 % 100000:D5}}","description":"Widget, galvanised, size {{i}} with long screw","quantity":{{(i * 37 % 240) + 1}},"unit":"{{units[i % 6]}}","unitPrice":"{{(i % 90) + 10}}.95","discountPercent":{{i % 10}}.{{i % 4 * 25:D2}},"taxRate":0.{{(i % 3 == 0 ? 7 : 19):D2}},"amount":"{{(i * 131 % 9000) + 10}}.50","requestedDate":"2026-12-{{(i % 28) + 1:D2}}","warehouse":"HH{{i % 4:D2}}"{{(i % 5 == 0 ? ",\"backorder\":false" : "")}}{{(i % 4 == 0 ? ",\"tags\":[\"promo\",\"a-class\"]" : "")}}}""");
        }

        return json.Append("""],"totals":{"net":"123456.75","tax":"23456.78","gross":"146913.53","freight":"49.90"},"notes":"Deliver between 7 and 15 h."}""").ToString();
    }

    private static string FeedText(int items)
    {
        StringBuilder json = new(
            """{"feedId":"2f1d8a90-6f0c-4b9e-8b11-3f6c9e1b7a55","generatedAt":"2026-11-23T04:00:00Z","supplier":"S00042","items":[""");
        string[] states = ["in_stock", "low_stock", "out_of_stock", "in_stock", "discontinued"];
        for (int i = 0; i < items; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
                $$"""{"sku":"WID-{{i * 7919 % 1000000:D6}}","warehouse":"HH{{i % 4:D2}}","onHand":{{i * 131 % 5000}},"reserved":{{i * 17 % 300}},"available":{{(i * 131 % 5000) - (i * 17 % 300)}},"status":"{{states[i % 5]}}","unitCost":{{i % 400}}.{{i * 7 % 100:D2}},"location":{"aisle":{{(i % 99) + 1}},"bin":"{{(char)('A' + (i % 26))}}{{i % 1000:D3}}"},"updatedAt":"2026-11-{{(i % 22) + 1:D2}}T{{i % 24:D2}}:{{i % 60:D2}}:07Z"}""");
        }

        return json.Append("]}").ToString();
    }
}
