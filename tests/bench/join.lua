-- Joins for wrk: every request another person, another key, the next of the group-buys.
--
--   wrk … -s join.lua http://127.0.0.1:PORT -- FIRST PLACES [check] [one]
--
-- FIRST is the number of the first person (runs on one server must not overlap), PLACES is
-- "code:offer:pickup,…". With `check` every answer must be a 303; that costs wrk time, so it is for
-- warming up, and the measured runs are checked by counting what is in the log afterwards. With
-- `one` everybody takes one, instead of one to three, so that every bill is the same.
-- What came of it is printed as one line of JSON after "RESULT".

local NAMES = {
  "%E9%99%88%E5%A7%90", "%E6%9D%8E%E7%A7%80%E8%8B%B1", "%E7%8E%8B%E5%BB%BA%E5%9B%BD",
  "%E5%BC%A0%E6%95%8F", "%E5%88%98%E6%B4%8B", "%E5%91%A8%E5%A9%B7", "%E5%90%B4%E6%98%8A",
  "%E9%83%91%E4%B8%BD%E5%8D%8E",
}
local NOTES = {"", "", "", "%E6%99%9A%E4%B8%8A%E5%85%AB%E7%82%B9%E5%90%8E%E6%9D%A5%E5%8F%96"}

require("result")

local person, places = 0, {}
local most = 3

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
  for i = 3, #args do
    if args[i] == "check" then
      response = function(status) if status ~= 303 then wrong = wrong + 1 end end
    elseif args[i] == "one" then
      most = 1
    end
  end
end

function request()
  person = person + 1
  local place = places[person % #places + 1]
  local body = place.offer .. person % most + 1 .. "&tolerance=" .. person % 2 .. "&name=" ..
    NAMES[person % #NAMES + 1] .. string.format("&phone=13%09d", person) .. place.pickup ..
    NOTES[person % #NOTES + 1] .. string.format("&key=bench-%012d", person)
  return place.head .. #body .. "\r\n\r\n" .. body
end
