using System.Text.Json;
using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.JsonSchema;
using Newtonsoft.Json.Schema;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>Compiling the order's schema, each public one, and the largest that the folder of documents has.</summary>
internal static class CompileRatios
{
    public static int Run(int rounds, string? only)
    {
        List<(string Title, PublishedSchema Schema, string? Portable)> schemas =
            [.. BodySet.All().Select(set => (set.Name, set.Schema, (string?)set.PortableSchema))];
        if (BenchPaths.Specs is { } specs)
        {
            var (schema, place, objects) = LargestSchema.Find(specs);
            schemas.Add(($"largest: {place}, {objects} objects in reach", schema, null));
        }

        List<(string, IReadOnlyList<RatioResult>)> all = [];
        foreach (var (title, schema, portable) in schemas.Where(one => only is null || one.Title.Contains(only, StringComparison.Ordinal)))
        {
            IReadOnlyList<RatioResult> results = RatioRun.Measure(Contenders(schema, portable), rounds);
            Console.Write(RatioTable.Write($"{title}; a document of {schema.Document.Length} bytes", results));
            all.Add((title, results));
        }

        Console.Write(RatioSummary.Write("All, us", all, result => result.Microseconds));
        return 0;
    }

    private static List<Contender> Contenders(PublishedSchema schema, string? portable)
    {
        SchemaRegistry registry = schema.Registry();
        List<Contender> contenders =
        [
            new("JsonDocument.Parse of the document", () => JsonDocument.Parse(schema.Document).Dispose()),
            new("ours: register the document", () => schema.Registry()),
            new("ours: compile, document registered", () => schema.Compile(registry)),
            new("ours: register and compile", () => schema.Compile()),
        ];
        if (portable is not null)
        {
            contenders.Add(new("Newtonsoft.Json.Schema: parse", () => JSchema.Parse(portable)));
            contenders.Add(NJson(portable));
        }

        return contenders;
    }

    private static Contender NJson(string portable)
    {
        const string name = "NJsonSchema: parse";
        try
        {
            NJsonSchema.JsonSchema.FromJsonAsync(portable).GetAwaiter().GetResult();
            return new(name, () => NJsonSchema.JsonSchema.FromJsonAsync(portable).GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Contender.WithoutFigure(name, $"cannot read the schema ({e.GetType().Name})");
        }
    }
}
