using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Lint;

/// <summary>JavaScript of rulesets runs in the program, the native one too.</summary>
public sealed class LintScriptTests
{
    [Fact]
    public async Task Functions_and_rulesets_in_JavaScript_run_and_a_failing_one_gives_up_its_rule_only()
    {
        using TempFolder folder = new();
        folder.Write("orders.yaml", World.Contract);
        folder.Write("style.mjs", """
            import { oas3 } from "@stoplight/spectral-formats";
            import { truthy, pattern } from "@stoplight/spectral-functions";
            import { kebabCase } from "lodash";
            const length = async (value, { words }, context) =>
              pattern(value, { match: `^.{1,${words}}$` }, context)?.map(({ message }) => ({ message: `${kebabCase("too long")}: ${message}` }));
            export default {
              formats: [oas3],
              rules: {
                short: { given: "$.info.title", severity: "warn", message: "{{error}}", then: { function: length, functionOptions: { words: 1 } } },
                tags: { given: "$", severity: "warn", message: "no tags", then: { field: "tags", function: truthy } },
                broken: { given: "$.info", then: { function: info => info.none.name } },
              },
            };
            """);
        Ran ran = await Apigov.RunAsync(folder.Path, "lint", "orders.yaml", "-r", "style.mjs");

        ran.Output.ShouldContain(" warning short too-long: ");
        ran.Output.ShouldContain(" warning tags no tags");
        ran.Output.ShouldContain("Rule `broken` was given up: the function `broken` failed on `#/info`: it threw TypeError");
        ran.Output.ShouldContain("(style.mjs:");
    }
}
