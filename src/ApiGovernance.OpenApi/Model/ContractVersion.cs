using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Finds out which format and version a document is of. One that is nearly right is read as what it must mean.</summary>
internal static partial class ContractVersion
{
    private const string Fix = "Start the document with 'openapi: 3.1.0' (or 3.0.x, 3.2.x, or swagger: \"2.0\").";

    public static (ContractFormat Format, string Version)? Read(ContractReading reading, ResolvedNode root)
    {
        if (!root.Node.IsObject)
        {
            reading.Error("contract-not-an-object", "The document is not an object, so it is no API document.", Fix, root);
            return null;
        }

        if ((root.Member("openapi") ?? root.Member("swagger")) is not { } version)
        {
            if (root.Node["asyncapi"] is not null)
                reading.Error("contract-version-missing", "The document is AsyncAPI: it describes events, not an HTTP API.", "Submit it as an event contract.", root);
            else
                reading.Error("contract-version-missing", "The document says neither 'openapi' nor 'swagger', so its format is unknown.", Fix, root);
            return null;
        }

        // `swagger: 2.0` without quotes is a number in YAML; it is meant as the version all the same.
        string text = version.Node.Kind is NodeKind.String or NodeKind.Number ? version.Node.Text!.Trim() : "";
        bool swagger = root.Member("openapi") is null;
        if (Exact(text, swagger) is { } exact)
            return (exact, text);
        if (Nearly(text, swagger) is var (format, written))
        {
            reading.Warning("contract-version-form", $"The version '{text}' is not written as the format says; it is read as {written}.", $"Write '{written}'.", version);
            return (format, text);
        }

        if (Guess(text) is var (guess, meant))
        {
            reading.Error("contract-version-guessed", $"There is no version '{text}' of {(swagger ? "Swagger" : "OpenAPI")} here; it is read as {meant}.", $"Write '{meant}'.", version);
            return (guess, text);
        }

        string problem = text.Length > 0
            ? $"The version '{text}' is none that can be read (2.0, 3.0, 3.1, 3.2)."
            : $"'{(swagger ? "swagger" : "openapi")}' holds no version; those that can be read are 2.0, 3.0, 3.1 and 3.2.";
        reading.Error("contract-version-unknown", problem, Fix, version);
        return null;
    }

    private static ContractFormat? Exact(string text, bool swagger)
    {
        if (swagger)
            return text == "2.0" ? ContractFormat.Swagger20 : null;
        Match match = ThreeNumbers().Match(text);
        return !match.Success ? null : match.Groups[1].Value switch
        {
            "0" => ContractFormat.OpenApi30,
            "1" => ContractFormat.OpenApi31,
            "2" => ContractFormat.OpenApi32,
            _ => null,
        };
    }

    // The number that YAML makes of an unquoted 3.0 or 3.1, and the like.
    private static (ContractFormat, string)? Nearly(string text, bool swagger) => text switch
    {
        "2" or "2.0.0" when swagger => (ContractFormat.Swagger20, "2.0"),
        "3" or "3.0" when !swagger => (ContractFormat.OpenApi30, "3.0.4"),
        "3.1" when !swagger => (ContractFormat.OpenApi31, "3.1.1"),
        "3.2" when !swagger => (ContractFormat.OpenApi32, "3.2.0"),
        _ => null,
    };

    private static (ContractFormat, string)? Guess(string text)
    {
        string[] parts = text.Split('.', '-');
        return parts[0] switch
        {
            "2" => (ContractFormat.Swagger20, "swagger: \"2.0\""),
            "3" => (parts.Length < 2 ? "0" : parts[1]) switch
            {
                "0" => (ContractFormat.OpenApi30, "openapi: 3.0.4"),
                "1" => (ContractFormat.OpenApi31, "openapi: 3.1.1"),
                _ => (ContractFormat.OpenApi32, "openapi: 3.2.0"),
            },
            _ => null,
        };
    }

    [GeneratedRegex(@"^3\.([012])\.[0-9]+(-[0-9A-Za-z.+-]+)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ThreeNumbers();
}
