using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>The places of a SARIF result: where it is, and of a change where the base has it.</summary>
internal static class SarifLocations
{
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (finding.Source is { } source)
            WritePlace(json, source);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", $"#{finding.Pointer}");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        if (finding.BaseSource is not { } was)
            return;
        json.WriteStartArray("relatedLocations");
        json.WriteStartObject();
        json.WriteNumber("id", 1);
        WritePlace(json, was);
        json.WriteStartObject("message");
        json.WriteString("text", "in the base");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, SourceSpan place)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePlace(json, place);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, SourceSpan place)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", FileUri(place.File));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line);
        json.WriteNumber("startColumn", place.Column);
        json.WriteNumber("endLine", place.EndLine);
        json.WriteNumber("endColumn", place.EndColumn);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string FileUri(string path)
    {
        string escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped;
    }
}
