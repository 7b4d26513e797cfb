using System.Globalization;
using System.Text;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>Counts what a stream reached: causes and outcomes of each kind, events, reasons of removals and of ends of matching.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    internal long Commands { get; private set; }

    internal long this[string item] => _counts.GetValueOrDefault(item);

    internal static string Of(TransactionKind kind, Cause cause) => $"{kind}: {cause}";

    internal static string Of(TransactionKind kind, OutcomeCode outcome) => $"{kind}: {outcome}";

    internal static string Of(EventKind kind) => $"event {kind}";

    /// <summary>An order that matching or RemoveOrder took out.</summary>
    internal static string Of(TransactionKind kind, RemovalCause cause) => $"{kind} removes: {cause}";

    internal static string Of(EndOfMatching end) => $"cancelled: {end}";

    internal void Count(Command command, CommandResult result, ReadOnlySpan<ExchangeEvent> events)
    {
        Commands++;
        bool isConsumed = CommandSchema.IsQueueOperation(command.Kind) && result.IsAccepted;
        Add(isConsumed ? Of(command.Kind, result.Outcome.Code) : Of(command.Kind, result.Cause));
        int makers = 0;
        foreach (ref readonly ExchangeEvent item in events)
        {
            Add(Of(item.Kind));
            switch (item.Kind)
            {
                case EventKind.OrderCancelled:
                    Add(Of((EndOfMatching)item.Cause));
                    break;
                case EventKind.OrderRemoved:
                    Add(Of(command.Kind, (RemovalCause)item.Cause));
                    break;
                case EventKind.ForcedTrade:
                    Add($"{command.Kind} trades with {(item.Counterparty.Value == 0 ? "insurance" : "an account")}");
                    break;
            }

            makers += item.Kind is EventKind.Trade or EventKind.OrderRemoved ? 1 : 0;
        }

        if (makers > 1)
        {
            Add($"makers touched: 2^{(int)Math.Log2(makers)}");
        }
    }

    internal void Add(string item) => _counts[item] = _counts.GetValueOrDefault(item) + 1;

    /// <summary>Adds what another one counted.</summary>
    internal void Add(Coverage other)
    {
        Commands += other.Commands;
        foreach ((string item, long count) in other._counts)
        {
            _counts[item] = _counts.GetValueOrDefault(item) + count;
        }
    }

    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string item, long count) in _counts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,9} {item}");
        }

        return text.ToString();
    }
}
