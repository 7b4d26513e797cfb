using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Queue;

/// <summary>Deposit (docs/protocol.md, 6.3).</summary>
internal sealed class DepositProgram
{
    private const long Bound = 1L << 56;

    private readonly ProgramWriter _p = new("Deposit");
    private readonly MessageFields _message;
    private readonly Value _amount;
    private readonly RecordPort _treasury;
    private readonly RecordPort _account;
    private readonly Bit _isFund;
    private readonly Bit _exists;
    private readonly Value _receiver;
    private readonly Bit _isUsable;
    private readonly Bit _isAdmitted;
    private readonly Bit _isDone;

    private DepositProgram()
    {
        _message = Opening.OfQueue<Deposit>(_p).Message;
        _amount = _message["amount"];
        _treasury = _p.Open(RecordClass.Treasury, Addresses.Treasury);
        _account = _p.Open(RecordClass.Account, Addresses.Account(_message["account"]));

        // Both ports of the owner see keys, so that this one, which only looks, comes first.
        RecordPort owner = _p.Open(RecordClass.Owner, Addresses.Owner(_message["account"]), withKey: true);
        owner.Close();

        // Account 0 has no records: what would be its are zero.
        _p.Rule("6.3 account 0");
        _isFund = _p.IsZero(_message["account"]);
        _exists = new(_account[Fields.Account.Live]);

        _p.Rule("6.3 AmountUnusable");
        Value cash = _p.Materialize(_exists * _account[Fields.Account.Cash]);
        _receiver = _p.Materialize(_isFund.Select(_treasury[Fields.Treasury.Fund], cash));
        Bit isZero = _p.IsZero(_amount);
        Bit isTooMuch = _p.AtLeast(_treasury[Fields.Treasury.NetDeposits] + _amount, Bound) | _p.AtLeast(_receiver + _amount, Bound);
        _isUsable = Keep(!isZero & !isTooMuch);

        _p.Rule("6.3 OwnerDiffers");
        Bit isOwner = _p.Equal(Owners.AddressOf(owner), _message["owner"]);
        Bit isSomebody = !_p.IsZero(_message["owner"]);
        _isAdmitted = Keep(_isFund | _exists.Select(isOwner, isSomebody));
        _isDone = Keep(_isUsable & _isAdmitted);
    }

    internal static StepProgram Write()
    {
        DepositProgram program = new();
        program.Pay();
        program.Consume(program.Create());
        program._p.End(null);
        return program._p.Finish();
    }

    private Bit Keep(Bit bit) => new(_p.Materialize(bit));

    /// <summary>The amount reaches the fund or the account.</summary>
    private void Pay()
    {
        Value paid = _p.Materialize(_isDone * _amount);
        _p.Rule("6.3 net deposits");
        _treasury.Set(Fields.Treasury.NetDeposits, _treasury[Fields.Treasury.NetDeposits] + paid);
        _p.Rule("6.3 fund");
        _treasury.Set(Fields.Treasury.Fund, _treasury[Fields.Treasury.Fund] + (_isFund * paid));

        // The first port of the account only looks: what does not exist must stay as it is.
        _account.Close();
        Bit isCredited = _isDone & !_isFund;
        RecordPort account = _p.Open(RecordClass.Account, Addresses.Account(_message["account"]), isCredited);
        _p.Rule("6.3 cash");

        // Cash of an account that exists is within its range, and this is below 2^56 where the port is on.
        Value cash = _p.Materialize(isCredited * (_receiver + _amount));
        account.Set(Fields.Account.Cash, cash.WithBounds(Fields.Account.Cash.Low, Bound - 1));
        _p.Rule("6.3 everything else 0");
        RecordField[] others =
        [
            Fields.Account.SessionCount, Fields.Account.OrderEpoch, Fields.Account.SessionEpoch, Fields.Account.PositionMask,
            Fields.Account.OpenOrders,
        ];
        foreach (RecordField field in others)
        {
            account.Set(field, _exists * _account[field]);
        }

        account.Set(Fields.Account.Live, 1);
    }

    /// <summary>The account's owner, if it is made.</summary>
    /// <returns>1 if an account was made although its key was not usable.</returns>
    private Bit Create()
    {
        _p.Rule("6.3 owner");
        Bit isMade = Keep(_isDone & !_isFund & !_exists);
        RecordPort owner = _p.Open(RecordClass.Owner, Addresses.Owner(_message["account"]), isMade, withKey: true);
        Owners.SetAddress(_p, owner, _message["owner"]);
        owner.Set(Fields.Owner.MasterNonce, 0);
        _p.Rule("6.3 master key");
        Value x = _message["keyX"];
        Value y = _message["keyY"];
        Bit isKey = _p.KeyUsable(x, y);
        owner.SetKey(isKey * x, isKey * y);
        Bit isNone = _p.IsZero(x) & _p.IsZero(y);
        return Keep(isMade & !isKey & !isNone);
    }

    private void Consume(Bit lacksKey)
    {
        _p.Rule("6.1 outcome");
        Value done = lacksKey + (long)OutcomeCode.Done;
        Value ofOwner = _p.Materialize(_isAdmitted.Select(done, (long)OutcomeCode.OwnerDiffers));
        Opening.Consume(_p, _isUsable.Select(ofOwner, (long)OutcomeCode.AmountUnusable));
    }
}
