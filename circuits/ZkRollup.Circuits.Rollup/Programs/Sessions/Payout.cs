using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>Cash that leaves the exchange, by Withdraw or ForcedWithdraw (docs/protocol.md, 6.6, 7.6).</summary>
/// <remarks>
/// The amount is paid first and proven last, as max(0, min(asked, net deposits, E′ − I)): the scan at worst prices takes further slots. The
/// initial margin does not depend on cash, so the scan may see what the payout left.
/// </remarks>
internal static class Payout
{
    private static readonly BigInteger AddressLimit = BigInteger.One << 160;

    /// <summary>Pays, and ends the slot: the scan goes on in the next ones if positions are left.</summary>
    /// <param name="p">The program.</param>
    /// <param name="time">t.</param>
    /// <param name="id">The account's number.</param>
    /// <param name="account">Its record.</param>
    /// <param name="owner">Its owner.</param>
    /// <param name="asked">What was asked for, below 2^60.</param>
    /// <param name="paid">What is paid, from 0 to 2^59 − 1.</param>
    internal static void Write(ProgramWriter p, Value time, Value id, RecordPort account, RecordPort owner, Value asked, Value paid)
    {
        p.Rule("4.3 net deposits");
        RecordPort treasury = p.Open(RecordClass.Treasury, Addresses.Treasury);
        Value netDeposits = treasury[Fields.Treasury.NetDeposits];
        Value cap = p.Materialize(p.Min(asked, netDeposits));
        Value cash = account[Fields.Account.Cash];
        WorstPositions positions = new(p, id, time, account[Fields.Account.PositionMask], cash);
        positions.AddOne();

        p.Rule("6.6, 7.6 cash");
        Value left = p.Materialize(cash - paid);
        account.Set(Fields.Account.Cash, left);
        p.Rule(WithdrawableProgram.Rule);
        treasury.Set(Fields.Treasury.NetDeposits, netDeposits - paid);
        p.Rule("6.6, 7.6 withdrawal");
        Bit isPaid = new(p.Materialize(!p.IsZero(paid)));
        Value count = p.CarriedIn(CarriedRegister.Withdrawals);
        p.Withdrawal(isPaid, count, Owners.AddressOf(owner) + (paid * Value.Of(AddressLimit)), id);
        p.Carry(CarriedRegister.Withdrawals, count + isPaid);

        p.Rule("4.3 initial margin");
        ProgramWriter.ScanResult scan = p.Scan(
            0, Bit.True, id, account[Fields.Account.OrderEpoch], account[Fields.Account.PositionMask], left);
        positions.Subtract(scan.Initial);
        WithdrawableProgram.Finish(p, id, positions, cap, paid);
    }
}
