using System.Text;
using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.Benchmarks.Contenders;
using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Parameters;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>Decoding and validating the parameters of a typical GET: an id in the path, three query parameters, one header.</summary>
internal static class ParameterRatios
{
    private const string Path = "ORD-20260417";
    private const string Query = "status=shipped&limit=50&since=2026-11-01T00%3A00%3A00Z";
    private static readonly Range[] PathValues = [Range.All];

    public static int Run(int rounds)
    {
        HeaderFields sent = new(new HeaderDictionary
        {
            ["Host"] = "api.example.com",
            ["Accept"] = "application/json",
            ["User-Agent"] = "erp/7.4",
            ["X-Request-Id"] = "9c1b7f3e-52a4-4d0b-9a37-0f6f1f3f2a10",
        });
        HeaderFields lacking = new(new HeaderDictionary { ["Host"] = "api.example.com" });
        ParameterSet set = Compile();
        if (!set.IsValid(Request(Query), sent) || set.IsValid(Request(Query), lacking) || set.IsValid(Request("status=gone"), sent)
            || set.IsValid(Request("limit=501"), sent) || set.IsValid(Request("since=yesterday"), sent))
        {
            Console.Error.WriteLine("parameters: wrong verdict");
            return 1;
        }

        byte[] body = OwnBodies.Event().Valid;
        Contender[] contenders =
        [
            new("Utf8JsonReader over the event", () => Readers.Tokenize(body)),
            new("ours, IsValid", () => set.IsValid(Request(Query), sent)),
            new("ours, IsValid, limit wrong", () => set.IsValid(Request("status=shipped&limit=501&since=2026-11-01T00%3A00%3A00Z"), sent)),
            new("ours, Validate, limit wrong", () => set.Validate(Request("status=shipped&limit=501&since=2026-11-01T00%3A00%3A00Z"), sent)),
        ];
        Console.Write(RatioTable.Write($"GET with /{Path}?{Query} and one header", RatioRun.Measure(contenders, rounds)));
        return 0;
    }

    private static RawRequest Request(string query) => new() { Query = query, Path = Path, PathValues = PathValues };

    private static ParameterSet Compile() => ParameterSet.Create(
        [
            Parameter("orderId", ParameterIn.Path, """{"type":"string","pattern":"^ORD-[0-9]{8}$"}""", required: true),
            Parameter("status", ParameterIn.Query, """{"type":"string","enum":["draft","submitted","confirmed","shipped","cancelled"]}"""),
            Parameter("limit", ParameterIn.Query, """{"type":"integer","minimum":1,"maximum":500}"""),
            Parameter("since", ParameterIn.Query, """{"type":"string","format":"date-time"}"""),
            Parameter("X-Request-Id", ParameterIn.Header, """{"type":"string","format":"uuid"}""", required: true),
        ],
        ["orderId"]);

    private static ParameterDescription Parameter(string name, ParameterIn place, string schema, bool required = false) => new()
    {
        Name = name,
        In = place,
        Style = place is ParameterIn.Query ? SerializationStyle.Form : SerializationStyle.Simple,
        Explode = place is ParameterIn.Query,
        Required = required,
        Schema = new PublishedSchema(Encoding.UTF8.GetBytes(schema), "", SchemaDialect.OpenApi31).Compile(),
    };

    private readonly struct HeaderFields(IHeaderDictionary headers) : IHeaderFields
    {
        public int Find(string name, out ReadOnlySpan<char> first)
        {
            StringValues lines = headers[name];
            first = lines.Count == 0 ? default : lines[0];
            return lines.Count;
        }

        public ReadOnlySpan<char> Line(string name, int index) => headers[name][index];
    }
}
