using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.OpenApi.Tests.Model;

/// <summary>Whatever the bytes are, reading ends with a contract or with an error that says why not.</summary>
public sealed class RobustnessTests
{
    private const string Yaml = """
        openapi: 3.1.0
        info: {title: "T\u00e9", version: '1'}
        servers: [{url: 'https://{a}/b', variables: {a: {default: x}}}]
        security: [{k: []}]
        components:
          securitySchemes: {k: {type: http}}
          schemas: {A: &a {$id: 'https://x/y', $anchor: q, properties: {b: {$ref: '#/properties/b'}}}, B: *a}
        paths:
          /a/{x}:
            parameters: [{name: x, in: path, schema: {type: string}}]
            get:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
              responses:
                200:
                  description: |
                    ok
                  headers: {H: {schema: true}}
          /b: {$ref: 'other.yaml#/x'}
        """;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ",", "- ", "\n", "\t", "&x ", "*x", "*a", "? ", "| ", "'", "\"", "!!int ", "<<: *a\n", "---\n", "%", "\\u", "\0", "é",
        "$ref: '#/paths'\n", "null", "12", "#", "~1",
    ];

    [Fact]
    public void Mutated_documents_never_throw()
    {
        byte[] json = DocumentReader.Read("a", Encoding.UTF8.GetBytes(Yaml)).ToJson();
        json.Length.ShouldBeGreaterThan(500);
        string[] seeds = [Yaml, Encoding.UTF8.GetString(json)];
        var random = new Random(20260101);
        int fatal = 0;
        for (int i = 0; i < 6000; i++)
        {
            var text = new StringBuilder(seeds[i % 2]);
            for (int edits = random.Next(1, 4); edits > 0; edits--)
            {
                int at = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                else
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }

            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (i % 7 == 0)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            ContractReadResult result = ContractReader.FromBytes("api.yaml", bytes);
            if (result.IsFatal)
                fatal++;
            if (result.IsFatal || !result.Contract!.Bundle.Root.IsReadable)
                result.Findings.ShouldNotBeEmpty();
        }

        fatal.ShouldBeInRange(1000, 5900);
    }
}
