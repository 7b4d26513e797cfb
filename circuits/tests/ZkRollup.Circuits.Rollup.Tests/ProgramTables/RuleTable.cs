using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Causes;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramTables;

/// <summary>Which lines of which programs enforce which rule of docs/protocol.md, transaction by transaction.</summary>
internal static partial class RuleTable
{
    private const string MessageParagraph = "5.2 ";
    private const string AccountUnknown = "6.1 outcome: it selects by the field live itself";
    private static readonly string[] OfTheMachine = ["carry", "constant", "phase"];

    /// <summary>Preconditions without a line of their own, and what enforces them.</summary>
    internal static IReadOnlyDictionary<string, string> ByDevices { get; } = new Dictionary<string, string>
    {
        ["SignatureInvalid"] = "the signature device: it is told the key of the record, and the digest",
        ["QueueIndexWrong"] = "the queue device: the index is the carried one, and L1 compares what is published",
    };

    /// <summary>Preconditions that lines of another label enforce.</summary>
    internal static IReadOnlyDictionary<(TransactionKind Kind, string Cause), string> ByOtherLines { get; } =
        new Dictionary<(TransactionKind Kind, string Cause), string>
        {
            [(TransactionKind.ChangeMasterKey, "AccountUnknown")] = AccountUnknown,
            [(TransactionKind.ForcedCancelAll, "AccountUnknown")] = AccountUnknown,
            [(TransactionKind.ForcedWithdraw, "AccountUnknown")] = AccountUnknown,
            [(TransactionKind.SetParameters, "ParametersUnusable")] = "6.2: the bounds make the bit that 6.1 outcome selects by",
            [(TransactionKind.PlaceOrder, "TooManyPositions")] = "4.7 place: one of eight places is chosen and proven",
        };

    /// <summary>The whole page.</summary>
    internal static string Write(IReadOnlyDictionary<TransactionKind, HashSet<StepProgram>> programs)
    {
        StringBuilder page = new(
            """
            # The rules and the programs that enforce them

            For every transaction, in the order of [the protocol](../protocol.md): the step programs that prove it, and for each rule the
            programs with lines of its label and how many lines these are. A label is a cause, or the paragraph of an effect. What each
            line is worth is tested by deleting it, with `ProgramAttackTests`: a lie passes then that this line alone had stopped. Of some
            lines that is not so; they stand in [`unneeded-lines.txt`](../../circuits/baselines/unneeded-lines.txt), each with the reason.
            This page is generated: `ProgramTableTests` fails if it is not up to date, and writes it if `ZKROLLUP_WRITE_BASELINES` is 1.

            Every program also has lines *phase* (what may follow what), *carry* and *constant*, and one that begins a transaction has
            5.2, the fields of the message within their bits.

            """.ReplaceLineEndings("\n"));
        foreach ((TransactionKind kind, HashSet<StepProgram> used) in programs.OrderBy(pair => pair.Key))
        {
            StepProgram[] own = [.. used.Where(program => !IsWait(program)).OrderBy(program => program.Name, StringComparer.Ordinal)];
            page.Append(CultureInfo.InvariantCulture, $"\n## {(int)kind} {kind}\n\nPrograms: {string.Join(", ", own.Select(SizeOf))}.\n\n");
            page.Append("| Rule | Lines in programs |\n|---|---|\n");
            foreach (string name in Preconditions(kind))
            {
                string enforced = Describe(own, label => IsPrecondition(label, name));
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| **{name}** | {(enforced.Length > 0 ? enforced : Otherwise(kind, name))} |\n");
            }

            foreach (string label in Effects(kind, own))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {label} | {Describe(own, other => other == label)} |\n");
            }
        }

        return page.ToString();
    }

    internal static IEnumerable<string> Preconditions(TransactionKind kind) =>
        PreconditionTable.Of(kind).Select(precondition => precondition.Refusal.ToString()).Distinct();

    /// <summary>A label of a precondition is its cause, perhaps after the paragraph and before what part of it.</summary>
    internal static bool IsPrecondition(string label, string name) =>
        CauseOf().Match(label) is { Success: true } match && match.Groups[1].Value == name;

    private static string Otherwise(TransactionKind kind, string name) =>
        ByDevices.TryGetValue(name, out string? device) ? device : ByOtherLines.GetValueOrDefault((kind, name), "–");

    internal static bool IsWait(StepProgram program) => program.Name.StartsWith("wait", StringComparison.Ordinal);

    private static IEnumerable<string> Effects(TransactionKind kind, StepProgram[] programs)
    {
        HashSet<string> preconditions = [.. Preconditions(kind)];
        return programs.SelectMany(program => program.Labels).Distinct()
            .Where(label => label.Length > 0 && !OfTheMachine.Contains(label)
                && !label.StartsWith(MessageParagraph, StringComparison.Ordinal)
                && !preconditions.Any(name => IsPrecondition(label, name)))
            .OrderBy(SortKey, StringComparer.Ordinal);
    }

    /// <summary>Numbers in labels in the order of their size.</summary>
    private static string SortKey(string label) => Number().Replace(label, match => match.Value.PadLeft(3, '0'));

    private static string SizeOf(StepProgram program) => $"*{program.Name}* ({program.Written.Count(line => line is not null)} lines)";

    private static string Describe(StepProgram[] programs, Func<string, bool> isMeant) => string.Join(
        ", ",
        programs.Select(program => (program.Name, Count: program.Labels.Count(isMeant)))
            .Where(pair => pair.Count > 0)
            .Select(pair => $"{pair.Name} {pair.Count}"));

    [GeneratedRegex(@"^(?:[0-9][0-9., ]*(?:[a-k] )?)?([A-Z][A-Za-z]+)(?:, .*)?$")]
    private static partial Regex CauseOf();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
