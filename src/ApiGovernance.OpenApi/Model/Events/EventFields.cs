using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Events;

/// <summary>Fields that several objects of AsyncAPI have.</summary>
internal static class EventFields
{
    public static IReadOnlyList<string> Tags(ContractReading reading, ResolvedNode? list) =>
        [.. list?.Items().Select(item => reading.Follow(item)?.Node["name"]?.AsString).OfType<string>() ?? []];

    /// <summary>2.x names schemes and scopes as OpenAPI does; 3.x lists the schemes or references to them.</summary>
    public static IReadOnlyList<string> Security(ContractReading reading, ResolvedNode? list, EventFormat format)
    {
        var names = new List<string>();
        foreach (ResolvedNode item in list?.Items() ?? [])
        {
            if (format == EventFormat.AsyncApi3)
            {
                string name = item.Node["$ref"]?.AsString is { } reference ? reference[(reference.LastIndexOf('/') + 1)..] : item.Node["type"]?.AsString ?? "";
                names.Add(Uri.UnescapeDataString(name));
                continue;
            }

            foreach ((DocumentMember member, ResolvedNode value) in item.Members())
            {
                names.Add(member.Name);
                if (reading.Root.Node["components"]?["securitySchemes"]?[member.Name] is null)
                {
                    reading.Warning(
                        "events-security-undeclared",
                        $"The security scheme '{member.Name}' is required, but not declared.",
                        "Declare it under 'components/securitySchemes'.",
                        member,
                        value);
                }
            }
        }

        return names;
    }

    /// <summary>The names in braces of an address.</summary>
    public static IEnumerable<string> Parameters(string address)
    {
        for (int at = address.IndexOf('{', StringComparison.Ordinal); at >= 0; at = address.IndexOf('{', at + 1))
        {
            int end = address.IndexOf('}', at);
            if (end < 0)
                yield break;
            yield return address[(at + 1)..end];
        }
    }
}
