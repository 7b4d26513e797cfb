using System.Globalization;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Bench.Exchange;

/// <summary>Trading on a venue, to be played again.</summary>
/// <param name="Tape">All transactions.</param>
/// <param name="From">Where the measured part begins.</param>
/// <param name="Trades">Fills in the measured part.</param>
/// <param name="Rejections">Transactions of the measured part that were rejected.</param>
/// <param name="Orders">Orders in all books at the end.</param>
/// <param name="Positions">Positions that are not flat, per account, at the end.</param>
internal sealed record VenueRecording(CommandTape Tape, int From, int Trades, int Rejections, int Orders, double Positions)
{
    /// <summary>Transactions of the measured part.</summary>
    internal int Count => Tape.Count - From;

    /// <summary>Orders placed in the measured part.</summary>
    internal int Placed => Tape.CountOf(TransactionKind.PlaceOrder, From);

    /// <summary>What was recorded, in words.</summary>
    internal string Describe()
    {
        int cancels = Tape.CountOf(TransactionKind.CancelOrder, From);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Placed} orders, {cancels} cancels, {Count - Placed - cancels} price updates; {Trades} fills, {Rejections} rejected; ")
            + string.Create(CultureInfo.InvariantCulture, $"{Orders} orders rest, {Positions:0.0} positions per account");
    }
}
