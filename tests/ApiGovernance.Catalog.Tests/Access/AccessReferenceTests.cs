using System.Text;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>docs/reference/access.md is written from the table (`./test.sh --accept` rewrites it).</summary>
public sealed class AccessReferenceTests
{
    [Fact]
    public void The_page_says_what_the_table_says()
    {
        string page = Page();
        string file = RepositoryPaths.At("docs/reference/access.md");
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, page);

        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(page, "docs/reference/access.md is stale; `./test.sh --accept` rewrites it.");
    }

    private static string Page()
    {
        CatalogRole[] roles = Enum.GetValues<CatalogRole>();
        StringBuilder page = new();
        page.Append("# Roles\n\n");
        page.Append("What each role may do in the catalog. *own*: with what belongs to the teams that the role was given for; the last column says whose a record\n");
        page.Append("is. What is empty is refused with `403` and problem type `forbidden`. How roles are given: [who may do what](../operations/access.md).\n\n");
        page.Append("This page is generated from the table that decides.\n\n");
        page.Append($"| action | {string.Join(" | ", roles.Select(RoleNames.Of))} | own means |\n|---|{string.Concat(roles.Select(_ => "---|"))}---|\n");
        foreach (AccessRule rule in AccessRules.All)
        {
            string grants = string.Join(" | ", roles.Select(role => rule.Of(role) switch
            {
                AccessGrant.All => "yes",
                AccessGrant.Own => "own",
                _ => "",
            }));
            page.Append($"| {rule.What} | {grants} | {rule.Whose} |\n");
        }

        page.Append("\nNobody approves a contract that they have submitted, whatever their role.\n");
        return page.ToString();
    }
}
