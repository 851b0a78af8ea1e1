using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>What is wrong with a parameter that can be read all the same.</summary>
internal static class ParameterCheck
{
    public static void Run(ContractReading reading, ResolvedNode node, string name, ParameterLocation location, string operation)
    {
        void Warn(string rule, string message, string fix, string at) =>
            reading.Warning(rule, $"The parameter '{name}' of {operation} {message}.", fix, node.Member(at) ?? node, operation);

        if (ParameterStyles.Problem(reading, node.Node, location) is { } problem)
            Warn("contract-parameter-style", $"has {problem}; the default is taken", "Write a style that its place allows.", reading.IsSwagger ? "collectionFormat" : "style");
        if (location == ParameterLocation.Path && node.Node["required"]?.AsBoolean != true)
            Warn("contract-path-parameter-required", "is in the path and does not say 'required: true'", "Add 'required: true'.", "required");
        if (location == ParameterLocation.Header && name.ToUpperInvariant() is "ACCEPT" or "CONTENT-TYPE" or "AUTHORIZATION" && !reading.IsSwagger)
        {
            reading.Info(
                "contract-header-ignored",
                $"The header parameter '{name}' of {operation} is ignored: bodies and security say it.",
                "Remove the parameter.",
                node,
                operation);
        }

        if (reading.IsSwagger)
            CheckSwagger(node, location, Warn);
        else
            CheckValue(node, location, Warn);
    }

    private static void CheckSwagger(ResolvedNode node, ParameterLocation location, Action<string, string, string, string> warn)
    {
        if (node.Node["type"]?.AsString is not { } type)
            warn("contract-parameter-schema", "has no type, so any value is fine", "Give it a 'type'.", "");
        else if (type == "file" && location != ParameterLocation.Form)
            warn("contract-form", "is a file, but not in formData", "Write 'in: formData'.", "in");
        else if (type == "array" && node.Node["items"] is null)
            warn("contract-parameter-schema", "is a list without 'items'", "Add 'items' with the type of each value.", "type");
    }

    private static void CheckValue(ResolvedNode node, ParameterLocation location, Action<string, string, string, string> warn)
    {
        DocumentNode? content = node.Node["content"];
        if (content is null && node.Node["schema"] is null)
            warn("contract-parameter-schema", "has neither 'schema' nor 'content', so any value is fine", "Add a 'schema'.", "");
        else if (content is not null && node.Node["schema"] is not null)
            warn("contract-parameter-content", "has both 'schema' and 'content'; 'content' is taken", "Keep one of them.", "schema");
        else if (content is { IsObject: true } && content.Members.Count != 1)
            warn("contract-parameter-content", $"has {content.Members.Count} media types in 'content', where exactly one belongs", "Keep one media type.", "content");
        else if (location == ParameterLocation.QueryString && content is null)
            warn("contract-parameter-content", "is the whole query string and has no 'content'", "Describe it by 'content' with a media type.", "schema");
    }
}
