using System.Globalization;
using ApiGovernance.Linting.Functions.Schemas;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>`asyncApiSchemaValidation` and `asyncApi2MessageExamplesValidation`: defaults and examples are valid by their schemas.</summary>
internal static class ValueFunctions
{
    public static LintFunction Create(FunctionOptions options) => options.Choice("type", "default", "examples") switch
    {
        "default" => static (target, results) => CheckSchema(target, isDefault: true, results),
        "examples" => static (target, results) => CheckSchema(target, isDefault: false, results),
        _ => throw options.Missing("a `type`: default or examples"),
    };

    public static void Messages(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsObject || !IsTextOrAbsent(target.Value["name"]) || !IsTextOrAbsent(target.Value["summary"]))
            return;
        MessageTraits message = new(target.Value);
        int index = 0;
        foreach (ViewNode example in message["examples"].Items())
        {
            IReadOnlyList<string> below = ["examples", index++.ToString(CultureInfo.InvariantCulture)];
            foreach (string part in (string[])["payload", "headers"])
            {
                // Without a schema everything is right.
                if (example[part].Exists && message[part] is { Exists: true, Kind: not NodeKind.Null } schema)
                    ContractSchema.Of(schema).Check(example[part], [.. below, part], results);
            }
        }
    }

    private static void CheckSchema(LintTarget target, bool isDefault, ICollection<FunctionResult> results)
    {
        ViewNode schema = target.Value;
        if (!schema.IsObject || (schema["examples"].Exists && !schema["examples"].IsArray))
        {
            results.Report($"{target.Subject}must be an object with a `default`, or with a list of `examples`");
            return;
        }

        IEnumerable<(ViewNode Value, IReadOnlyList<string> Below)> values = isDefault
            ? [(schema["default"], ["default"])]
            : schema["examples"].Items().Select((value, index) => (value, (IReadOnlyList<string>)["examples", index.ToString(CultureInfo.InvariantCulture)]));
        foreach ((ViewNode value, IReadOnlyList<string> below) in values)
        {
            // Spectral leaves texts alone, because YAML's quotes are often forgotten or too many.
            if (value.Exists && value.AsString is null)
                ContractSchema.Of(schema).Check(value, below, results);
        }
    }

    private static bool IsTextOrAbsent(ViewNode node) => !node.Exists || node.AsString is not null;
}
