using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ApiGovernance.JsonSchema.Tests;

/// <summary>The reader against that of the platform, on text that is nearly JSON. The seeds are fixed: a failure repeats.</summary>
public sealed class ReaderAgreementTests
{
    private static readonly CompiledSchema s_anything = TestSchemas.Compile("{}");

    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", " ", "\n", "\"a\"", "\"b\"", "\"\\u0061\"", "\"é\\n\"", "\"", "\\", "1", "-0", "0", "1.5", "2e3", "1E-2", ".", "e",
        "true", "false", "null", "tru", "\"\\ud83d\\ude00\"", "\t", "\u0001", "[]", "{}", "{\"a\":1}", "[1,2]", "\"c\":", "\"d\":null,",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_readers_accept_the_same_texts(int seed)
    {
        var random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] json = Encoding.UTF8.GetBytes(string.Concat(random.GetItems(s_pieces, random.Next(1, 8))));
            bool ours = s_anything.IsValid(json);
            ours.ShouldBe(PlatformAccepts(json), Encoding.UTF8.GetString(json));
            s_anything.Validate(json).IsValid.ShouldBe(ours);
            accepted += ours ? 1 : 0;
        }

        accepted.ShouldBeGreaterThan(500);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Damaged_documents_get_the_same_answer_and_never_an_exception(int seed)
    {
        var random = new Random(seed);
        CompiledSchema schema = TestSchemas.Compile("""
            {"type": "object", "properties": {"name": {"type": "string", "pattern": "^\\w+", "format": "email", "maxLength": 20},
             "list": {"type": "array", "uniqueItems": true, "items": {"type": ["number", "string"], "multipleOf": 0.5}, "contains": {"const": 1}},
             "tree": {"$ref": "#"}}, "patternProperties": {"^t": {}}, "unevaluatedProperties": false, "anyOf": [{"required": ["name"]}, {"maxProperties": 2}]}
            """);
        byte[] original = """{"name": "caf\u00e9@example.org", "list": [1, 2.50, 1e1, "x\ud83d\ude00"], "tree": {"tree": {}, "list": [1]}}"""u8.ToArray();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] json = [.. original];
            for (int change = random.Next(1, 4); change > 0; change--)
                json[random.Next(json.Length)] = random.Next(4) == 0 ? (byte)random.Next(256) : original[random.Next(original.Length)];
            json = json[..random.Next(json.Length / 2, json.Length + 1)];
            bool valid = schema.IsValid(json);
            ValidationResult result = schema.Validate(json);
            result.IsValid.ShouldBe(valid);
            (result.Input is not null || result.Errors.Count > 0).ShouldBe(!valid);
            if (result.Input is null)
                PlatformAccepts(json).ShouldBeTrue();
        }
    }

    private static bool PlatformAccepts(byte[] json)
    {
        if (!Utf8.IsValid(json))
            return false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
