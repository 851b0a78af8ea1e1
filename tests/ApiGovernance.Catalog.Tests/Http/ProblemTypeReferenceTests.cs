using System.Reflection;
using System.Text;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>The reference page of problem types is written from their table (`./test.sh --accept` rewrites it).</summary>
public sealed class ProblemTypeReferenceTests
{
    [Fact]
    public void The_page_says_what_the_catalog_gives()
    {
        string page = RepositoryPaths.At("docs/reference/catalog-problem-types.md");
        string written = Page();
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(page, written);
        File.ReadAllText(page).ReplaceLineEndings("\n").ShouldBe(written, "stale; `./test.sh --accept` rewrites it");
    }

    [Fact]
    public void The_table_has_all_of_them()
    {
        CatalogProblemType[] declared = [.. typeof(CatalogProblemTypes).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)).OfType<CatalogProblemType>()];
        CatalogProblemTypes.All.ShouldBe(declared, ignoreOrder: true);
        CatalogProblemTypes.All.Select(type => type.Id).ShouldBeUnique();
        CatalogProblemTypes.All.ShouldAllBe(type => type.Status >= 400 && type.Meaning.EndsWith('.'));
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.Append("# Problem types of the catalog\n\n");
        page.Append("Every error of the [catalog API](http-api.md) is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail`, `instance` and\n");
        page.Append("`errors`: all findings, each with its place and how to mend it. The types are those below, after `https://apigovernance.dev/problems/catalog/`.\n\n");
        page.Append("This page is generated from the catalog's table.\n\n| type | status | title | meaning |\n|---|---|---|---|\n");
        foreach (CatalogProblemType type in CatalogProblemTypes.All.OrderBy(type => type.Status).ThenBy(type => type.Id, StringComparer.Ordinal))
            page.Append($"| <a id=\"{type.Id}\"></a>`{type.Id}` | {type.Status} | {type.Title} | {type.Meaning} |\n");
        return page.ToString();
    }
}
