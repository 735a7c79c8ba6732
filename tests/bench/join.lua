-- Joins for wrk: every request another person, another key, the next of the group-buys.
--
--   wrk … -s join.lua http://127.0.0.1:PORT -- FIRST PLACES [check]
--
-- FIRST is the number of the first person (runs on one server must not overlap), PLACES is
-- "code:offer:pickup,…". With `check` every answer must be a 303; that costs wrk time, so it is for
-- warming up, and the measured runs are checked by counting what is in the log afterwards.
-- What came of it is printed as one line of JSON after "RESULT".

local NAMES = {
  "%E9%99%88%E5%A7%90", "%E6%9D%8E%E7%A7%80%E8%8B%B1", "%E7%8E%8B%E5%BB%BA%E5%9B%BD",
  "%E5%BC%A0%E6%95%8F", "%E5%88%98%E6%B4%8B", "%E5%91%A8%E5%A9%B7", "%E5%90%B4%E6%98%8A",
  "%E9%83%91%E4%B8%BD%E5%8D%8E",
}
local NOTES = {"", "", "", "%E6%99%9A%E4%B8%8A%E5%85%AB%E7%82%B9%E5%90%8E%E6%9D%A5%E5%8F%96"}

local person, places = 0, {}
wrong = 0

function init(args)
  local here = wrk.host .. ":" .. wrk.port
  person = tonumber(args[1])
  for code, offer, pickup in args[2]:gmatch("([^:,]+):(%d+):(%d+)") do
    places[#places + 1] = {
      head = "POST /g/" .. code .. "/join HTTP/1.1\r\nHost: " .. here .. "\r\nOrigin: http://" .. here .. "\r\n" ..
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ",
      offer = "offer=" .. offer .. "&quantity=",
      pickup = "&pickup=" .. pickup .. "&note=",
    }
  end
  if args[3] == "check" then
    response = function(status) if status ~= 303 then wrong = wrong + 1 end end
  end
end

function request()
  person = person + 1
  local place = places[person % #places + 1]
  local body = place.offer .. person % 3 + 1 .. "&tolerance=" .. person % 2 .. "&name=" ..
    NAMES[person % #NAMES + 1] .. string.format("&phone=13%09d", person) .. place.pickup ..
    NOTES[person % #NOTES + 1] .. string.format("&key=bench-%012d", person)
  return place.head .. #body .. "\r\n\r\n" .. body
end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function done(summary, latency)
  local wrong_answers = 0
  for _, thread in ipairs(threads) do wrong_answers = wrong_answers + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f,' ..
    '"socket_errors":%d,"status_errors":%d,"wrong_answers":%d,"bytes":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3,
    e.connect + e.read + e.write + e.timeout, e.status, wrong_answers, summary.bytes))
end
