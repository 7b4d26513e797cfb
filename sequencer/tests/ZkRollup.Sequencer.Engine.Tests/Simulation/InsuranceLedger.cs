using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>What the insurance of all instruments and the fund must be worth, added up from events alone.</summary>
/// <remarks>
/// They gain concessions, shares of fees, socialised losses, and what their inventory gains on the mark; they lose the debts of accounts.
/// If their equity is this sum, no loss beyond margin went anywhere else.
/// </remarks>
internal sealed class InsuranceLedger(StateView state, int instruments)
{
    private readonly long[] _marks = new long[instruments + 1];
    private readonly long[] _inventories = new long[instruments + 1];

    /// <summary>Equity of all insurances, plus the fund.</summary>
    internal Int128 Expected { get; private set; }

    /// <summary>Debts that were covered so far.</summary>
    internal Int128 Debts { get; private set; }

    /// <summary>Losses charged to holders so far.</summary>
    internal Int128 Socialised { get; private set; }

    /// <summary>What one accepted command did.</summary>
    internal void Record(ReadOnlySpan<ExchangeEvent> events)
    {
        foreach (ExchangeEvent item in events)
        {
            Record(item);
        }

        for (long i = 1; i <= instruments; i++)
        {
            long mark = state.Risk(i).Mark.Value;
            Expected += (Int128)_inventories[i] * (mark - _marks[i]) * state.Terms(i).Multiplier.Value;
            _marks[i] = mark;
            _inventories[i] = state.Insurance(i).Inventory.Value;
        }
    }

    private void Record(in ExchangeEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Deposited when item.Account.Value == 0:
                Expected += item.Money.Value;
                break;
            case EventKind.ForcedTrade when item.Counterparty.Value == 0:
                Expected += item.Money.Value;
                break;
            case EventKind.FeesCollected:
                Expected += item.SecondMoney.Value;
                break;
            case EventKind.DebtCovered:
                Expected -= item.Money.Value;
                Debts += item.Money.Value;
                break;
            case EventKind.LossSocialised:
                Expected += (Int128)item.Money.Value * item.Lots.Value;
                Socialised += (Int128)item.Money.Value * item.Lots.Value;
                break;
            default:
                break;
        }
    }
}
